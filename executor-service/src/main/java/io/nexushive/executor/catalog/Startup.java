package io.nexushive.executor.catalog;

import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.connection.Connections;
import io.nexushive.executor.demo.DemoWarehouse;
import io.nexushive.model.event.EventType;
import io.nexushive.runtime.topic.TopicViews;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Makes the demonstration before anything asks for it, then starts to listen. */
@Singleton
public class Startup {
  private static final Logger LOG = Logger.getLogger(Startup.class);

  private final ExecutorConfig config;
  private final Clock clock;
  private final CatalogView view;
  private final Connections connections;
  private final TopicViews topics;

  public Startup(
      ExecutorConfig config,
      Clock clock,
      CatalogView view,
      Connections connections,
      TopicViews topics) {
    this.config = config;
    this.clock = clock;
    this.view = view;
    this.connections = connections;
    this.topics = topics;
  }

  void start(@Observes StartupEvent event) throws IOException, SQLException {
    if (config.demo().enabled()) {
      LocalDate yesterday = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
      if (new DemoWarehouse(config.dataDir()).ensure(yesterday)) {
        LOG.infof("demonstration warehouse made file=%s", DemoWarehouse.FILE);
      }
    }
    view.follow(topics);
    topics.follow(EventType.CONNECTION_CHANGED, connections::accept);
  }
}
