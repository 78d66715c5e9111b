/**
 * Databricks SQL warehouses, by their vendor's driver over the Statement Execution API. Results
 * come inline as JSON from the host that is listed, not from storage elsewhere; the service bounds
 * them to 25 MiB. There is no read-only session: use a login whose grants only let it read.
 */
package io.nexushive.executor.warehouse.databricks;
