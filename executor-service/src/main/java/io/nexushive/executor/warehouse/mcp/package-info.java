/**
 * Servers of the Model Context Protocol: tools and resources that list something are tables.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-06-18">the protocol</a>
 */
package io.nexushive.executor.warehouse.mcp;
