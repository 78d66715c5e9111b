/** The transactional outbox: events that must agree with a row of the database. */
package io.nexushive.gateway.outbox;
