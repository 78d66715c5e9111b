/**
 * CSV files that people upload: taken in parts, looked at, and turned into typed Parquet files that
 * the DuckDB adapter reads. No step holds a whole file in memory.
 */
package io.nexushive.executor.upload;
