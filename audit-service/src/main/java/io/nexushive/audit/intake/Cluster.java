package io.nexushive.audit.intake;

import io.nexushive.audit.chain.Chain;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the cluster which chain a topic partition is. */
final class Cluster implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 15;

  private final Admin admin;
  private final Map<String, UUID> topicIds = new HashMap<>();
  private String clusterId;

  Cluster(Map<String, Object> settings) {
    admin = Admin.create(settings);
  }

  /**
   * Makes the ids of the partitions' topics known anew. A topic that was deleted keeps the id that
   * it had.
   *
   * @throws KafkaException when the cluster does not answer
   */
  void refresh(Collection<TopicPartition> partitions) {
    Set<String> topics =
        partitions.stream().map(TopicPartition::topic).collect(Collectors.toUnmodifiableSet());
    try {
      if (clusterId == null) {
        clusterId = admin.describeCluster().clusterId().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
      for (KafkaFuture<TopicDescription> found :
          admin.describeTopics(topics).topicNameValues().values()) {
        learn(found);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("the cluster does not say what its topics' ids are", e);
    }
  }

  private void learn(KafkaFuture<TopicDescription> found)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      TopicDescription topic = found.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      Uuid id = topic.topicId();
      topicIds.put(
          topic.name(), new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits()));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw e;
      }
    }
  }

  /** The chain of a partition that was refreshed before. */
  Chain chain(TopicPartition partition) {
    UUID topicId = topicIds.get(partition.topic());
    if (topicId == null) {
      throw new KafkaException("no id is known of topic " + partition.topic());
    }
    return new Chain(clusterId, topicId, partition.topic(), partition.partition());
  }

  @Override
  public void close() {
    admin.close(java.time.Duration.ofSeconds(1));
  }
}
