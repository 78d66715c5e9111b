/**
 * Warehouses that cannot be asked in SQL: the tables that a statement reads are fetched over HTTP
 * for it, bounded in pages, rows, bytes and time, and the statement runs in a database in memory
 * that holds nothing else.
 */
package io.nexushive.executor.warehouse.fetched;
