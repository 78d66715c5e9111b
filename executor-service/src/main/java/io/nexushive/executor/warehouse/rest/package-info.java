/**
 * REST APIs: endpoints that a connection declares are tables. Nothing but {@code GET} is ever sent.
 */
package io.nexushive.executor.warehouse.rest;
