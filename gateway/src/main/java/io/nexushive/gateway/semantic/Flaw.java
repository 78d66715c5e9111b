package io.nexushive.gateway.semantic;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What is wrong in a text.
 *
 * @param line counted from 1
 * @param key where in the document, for example {@code metrics[2].expression}
 */
@RegisterForReflection
public record Flaw(int line, String key, String message) {}
