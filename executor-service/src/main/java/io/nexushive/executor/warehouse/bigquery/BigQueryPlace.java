package io.nexushive.executor.warehouse.bigquery;

/**
 * Where statements run, and for how much.
 *
 * @param location of the dataset; {@code null} where the service is to find it out
 * @param maxBytesBilled of one statement; {@code null} for the project's own bound
 */
record BigQueryPlace(String project, String dataset, String location, Long maxBytesBilled) {}
