/**
 * Row filters and masks: each table that an asker does not see as it is stored is read through a
 * query of its own, which stands where the table stood. Filters, joins and groups of the asked
 * query see what that query gives and nothing else.
 */
package io.nexushive.policy.guard;
