/** Problem documents (RFC 9457) instead of stack traces. */
package io.nexushive.runtime.http;
