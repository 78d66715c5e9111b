package io.nexushive.model.event;

import java.time.Duration;

/**
 * How long a topic keeps what is on it.
 *
 * @param kept for how long; for a compacted topic the time before which nothing is compacted away
 * @param compacted whether the newest record of each key stays for ever
 */
public record Topic(String name, Duration kept, boolean compacted) {}
