/**
 * The only door: questions come in over HTTP, what happens to them goes out as a stream of events,
 * and everything that people configure is signed and published here.
 */
package io.nexushive.gateway;
