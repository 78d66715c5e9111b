package io.nexushive.audit.verify;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * How far this process's verification is.
 *
 * @param running whether one runs; the counts are the last one's otherwise, 0 where there was none
 * @param checked how many records have been hashed again
 * @param total how many there were when it began
 */
@RegisterForReflection
public record VerifyProgress(boolean running, long checked, long total) {}
