/**
 * MySQL 5.7 and newer and MariaDB 10.5 and newer, in sessions that are read-only, keep time in UTC
 * and read SQL as the policy does. Use a login that may do nothing but read: a read-only session
 * still lets locks be taken, files be written by who has {@code FILE}, and can be ended by a
 * compound statement. A test of the connection says what the login could do.
 *
 * <pre>{@code
 * CREATE USER 'nexushive_reader'@'10.0.0.%' IDENTIFIED BY '…' REQUIRE SSL;
 * GRANT SELECT, SHOW VIEW ON shop.* TO 'nexushive_reader'@'10.0.0.%';
 * -- MariaDB lets everybody write to databases named test:
 * REVOKE ALL ON test.* FROM PUBLIC;
 * REVOKE ALL ON `test\_%`.* FROM PUBLIC;
 * }</pre>
 *
 * <p>Rows are read one by one, so that memory is bounded by the largest row; the server bounds that
 * by its {@code max_allowed_packet}.
 */
package io.nexushive.executor.warehouse.mysql;
