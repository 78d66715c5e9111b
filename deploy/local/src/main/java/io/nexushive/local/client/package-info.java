/** A client of the gateway, as any other program would be one: HTTP and server-sent events. */
package io.nexushive.local.client;
