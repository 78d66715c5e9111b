/**
 * Finds out what every name of a query stands for, as the warehouse would, and what follows from
 * it: which columns are read where, what is aggregated, which joins have a condition.
 */
package io.nexushive.policy.scope;
