/** From Kafka into the chains: batch by batch, at the pace of the database, losing nothing. */
package io.nexushive.audit.intake;
