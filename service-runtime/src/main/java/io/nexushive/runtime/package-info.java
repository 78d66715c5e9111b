/**
 * What all six services do the same way: take events from Kafka and say what follows from them,
 * keep caches of compacted topics, answer over HTTP with problem documents, and know each other by
 * signed tokens.
 */
package io.nexushive.runtime;
