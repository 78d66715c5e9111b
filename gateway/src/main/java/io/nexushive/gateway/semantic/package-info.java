/**
 * Semantic models as stewards keep them: checked, versioned, signed, and taken over from others.
 */
package io.nexushive.gateway.semantic;
