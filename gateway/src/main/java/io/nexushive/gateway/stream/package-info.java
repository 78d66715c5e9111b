/**
 * Lets clients watch their requests: recent trace events in memory, older ones read back from the
 * broker, each stream at the pace of its client.
 */
package io.nexushive.gateway.stream;
