/**
 * Connections as the gateway announced them, and the bounds that keep a sick warehouse from
 * starving the others.
 */
package io.nexushive.executor.connection;
