/**
 * What the gateway knows of each request: a row that is outbox, read model and the place where ends
 * are decided.
 */
package io.nexushive.gateway.request;
