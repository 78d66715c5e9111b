/**
 * From a frame to a query: settles which column each slot means, joins the tables over their keys,
 * and puts outputs, tests, groups and order into a {@link
 * io.nexushive.translator.parser.composition.Draft}.
 */
package io.nexushive.translator.parser.composition;
