/** Writing events to topics, and reading whole topics into memory. */
package io.nexushive.runtime.topic;
