/**
 * Writes the demonstration into a warehouse that somebody owns. A program of its own: the service
 * does not use it, and the adapters stay such that read only.
 */
package io.nexushive.executor.bootstrap;
