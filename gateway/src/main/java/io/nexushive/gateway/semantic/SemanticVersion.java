package io.nexushive.gateway.semantic;

import java.time.Instant;

/**
 * A semantic model as somebody saved it.
 *
 * @param version counted from 1; 0 for the one that comes with the installation
 * @param text YAML; absent in a list
 */
record SemanticVersion(int version, String text, String author, Instant savedAt) {}
