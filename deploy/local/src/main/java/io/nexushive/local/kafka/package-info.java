/** A real Kafka broker for one machine, and the topics of the product. */
package io.nexushive.local.kafka;
