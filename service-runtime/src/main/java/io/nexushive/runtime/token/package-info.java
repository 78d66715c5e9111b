/** Short-lived tokens by which the gateway calls another service for a person who waits. */
package io.nexushive.runtime.token;
