/** What is kept of one Kafka record: which columns, without which contents, and hashed how. */
package io.nexushive.audit.record;
