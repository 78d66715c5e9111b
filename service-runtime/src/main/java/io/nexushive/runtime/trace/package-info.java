/** Span context across Kafka hops: W3C Trace Context in record headers. */
package io.nexushive.runtime.trace;
