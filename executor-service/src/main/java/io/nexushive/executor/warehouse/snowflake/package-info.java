/**
 * Snowflake, by its own driver. There is no read-only session: what the login's role may do is what
 * can be done, so use one that may do nothing but read. A test of the connection says what else the
 * role could do. Roles beside the session's own are put aside.
 */
package io.nexushive.executor.warehouse.snowflake;
