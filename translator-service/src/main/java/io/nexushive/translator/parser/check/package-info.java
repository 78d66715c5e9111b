/**
 * Holds a finished query against the question: what is said and not done, or done and not said,
 * costs confidence.
 */
package io.nexushive.translator.parser.check;
