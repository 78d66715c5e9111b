/**
 * BigQuery, by the client that its vendor generates for the REST API. Each statement is first
 * planned without running it: what is no plain query is refused there, so that not even a login
 * that may write writes.
 */
package io.nexushive.executor.warehouse.bigquery;
