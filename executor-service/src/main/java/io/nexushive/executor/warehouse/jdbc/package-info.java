/** What all warehouses have in common that are spoken to over JDBC. */
package io.nexushive.executor.warehouse.jdbc;
