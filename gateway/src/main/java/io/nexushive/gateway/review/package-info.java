/** The inbox of what waits for a steward, and his decisions. */
package io.nexushive.gateway.review;
