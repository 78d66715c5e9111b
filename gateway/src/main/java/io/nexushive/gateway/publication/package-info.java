/** Signs and publishes what is configured here: connections, semantic models, policies. */
package io.nexushive.gateway.publication;
