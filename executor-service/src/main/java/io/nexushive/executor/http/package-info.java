/** What a person waits for: tests and readings on demand, and the catalogue itself. */
package io.nexushive.executor.http;
