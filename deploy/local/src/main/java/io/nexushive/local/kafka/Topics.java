package io.nexushive.local.kafka;

import io.nexushive.local.LocalStackException;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that the contracts name, with the retention that they name. */
public final class Topics {
  private static final Duration WAIT = Duration.ofSeconds(60);

  private Topics() {}

  /**
   * Creates every topic that is missing; those that exist stay as they are.
   *
   * @throws LocalStackException when the broker does not answer or refuses
   */
  public static void create(String bootstrap, int partitions) {
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) WAIT.toMillis(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) WAIT.toMillis());
    try (Admin admin = Admin.create(settings)) {
      Set<String> existing = admin.listTopics().names().get(WAIT.toSeconds(), TimeUnit.SECONDS);
      List<NewTopic> missing =
          EventType.topics().stream()
              .filter(topic -> !existing.contains(topic.name()))
              .map(topic -> newTopic(topic, partitions))
              .toList();
      admin.createTopics(missing).all().get(WAIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new LocalStackException("topics cannot be created on " + bootstrap, e.getCause());
      }
    } catch (TimeoutException e) {
      throw new LocalStackException("the broker on " + bootstrap + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("interrupted while creating topics", e);
    }
  }

  private static NewTopic newTopic(Topic topic, int partitions) {
    return new NewTopic(topic.name(), partitions, (short) 1).configs(settings(topic));
  }

  static Map<String, String> settings(Topic topic) {
    Map<String, String> settings = new HashMap<>();
    settings.put("max.message.bytes", Integer.toString(BrokerSettings.MAX_MESSAGE_BYTES));
    String kept = Long.toString(topic.kept().toMillis());
    if (topic.compacted()) {
      settings.put("cleanup.policy", "compact");
      settings.put("min.compaction.lag.ms", kept);
      settings.put("delete.retention.ms", kept);
    } else {
      settings.put("cleanup.policy", "delete");
      settings.put("retention.ms", kept);
      // Only closed segments are deleted: one must be closed well before its time is up.
      settings.put("segment.ms", Long.toString(Math.max(topic.kept().toMillis() / 4, 60_000)));
    }
    return settings;
  }
}
