/**
 * DuckDB database files, and CSV, Parquet and JSON files read through DuckDB, below the executor's
 * data folder. The database is opened for reading only, reaches no other file and no network, loads
 * no extension, and its configuration is locked.
 */
package io.nexushive.executor.warehouse.duckdb;
