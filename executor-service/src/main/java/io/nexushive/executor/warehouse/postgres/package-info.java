/**
 * PostgreSQL 12 and newer, in read-only transactions. Use a login that may do nothing else: a
 * read-only transaction alone still lets large objects be made, locks be taken and notifications be
 * sent. A test of the connection says what the login could do.
 *
 * <pre>{@code
 * CREATE ROLE nexushive_reader LOGIN PASSWORD '…';
 * GRANT CONNECT ON DATABASE shop TO nexushive_reader;
 * GRANT USAGE ON SCHEMA public TO nexushive_reader;
 * GRANT SELECT ON ALL TABLES IN SCHEMA public TO nexushive_reader;
 * REVOKE TEMPORARY ON DATABASE shop FROM PUBLIC;
 * REVOKE CREATE ON SCHEMA public FROM PUBLIC;
 * }</pre>
 */
package io.nexushive.executor.warehouse.postgres;
