/**
 * The executor: runs what policy granted and nothing else, and keeps the catalogue of every
 * connection. No other service speaks to a warehouse.
 */
package io.nexushive.executor;
