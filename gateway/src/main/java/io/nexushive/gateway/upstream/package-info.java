/** Calls to the other services on behalf of a person, under a short-lived token. */
package io.nexushive.gateway.upstream;
