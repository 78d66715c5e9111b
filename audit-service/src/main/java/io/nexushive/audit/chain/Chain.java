package io.nexushive.audit.chain;

import io.nexushive.model.id.Uuids;
import java.util.Objects;
import java.util.UUID;

/**
 * A topic partition as Kafka identifies it: a topic that is deleted and made again under its name
 * has another id, and so another chain.
 */
public record Chain(String clusterId, UUID topicId, String topic, int partition) {
  public Chain {
    Objects.requireNonNull(clusterId, "clusterId");
    Objects.requireNonNull(topicId, "topicId");
    Objects.requireNonNull(topic, "topic");
  }

  /** The chain's id, the same on every machine. */
  public UUID id() {
    return Uuids.v5("audit-chain|" + clusterId + "|" + topicId + "|" + partition);
  }

  /** Topic and partition, for readers. */
  public String name() {
    return topic + "/" + partition;
  }
}
