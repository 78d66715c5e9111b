/** The warehouses that can be asked. */
package io.nexushive.gateway.connection;
