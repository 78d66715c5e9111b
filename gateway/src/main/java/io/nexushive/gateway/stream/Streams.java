package io.nexushive.gateway.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.nexushive.gateway.GatewayConfig;
import io.nexushive.model.id.RequestId;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The streams that clients of this replica hold. */
@Singleton
public class Streams {
  private static final Logger LOG = Logger.getLogger(Streams.class);

  private final TraceWindow window;
  private final TraceReplay replay;
  private final long keepAliveMillis;
  private final Counter cutOff;

  /** Each stream, and how to close the connection behind it. */
  private final Map<ClientStream, Runnable> open = new ConcurrentHashMap<>();

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "stream-keep-alive");
            thread.setDaemon(true);
            return thread;
          });

  public Streams(
      TraceWindow window, TraceReplay replay, GatewayConfig config, MeterRegistry registry) {
    this.window = window;
    this.replay = replay;
    this.keepAliveMillis = config.stream().keepAlive().toMillis();
    this.cutOff = registry.counter("nexushive.stream.cut.off");
    registry.gaugeMapSize(
        "nexushive.stream.open", io.micrometer.core.instrument.Tags.empty(), open);
  }

  void start(@Observes StartupEvent event) {
    timer.scheduleWithFixedDelay(
        this::tick, keepAliveMillis, keepAliveMillis, TimeUnit.MILLISECONDS);
  }

  /**
   * The events of a request, from the first or from where the client left off, until its end.
   *
   * @param loop where the client's events are rendered and written
   * @param disconnect closes the client's connection
   */
  Multi<OutboundSseEvent> stream(
      RequestId request, ClientStream.View view, Executor loop, Runnable disconnect) {
    return Multi.createFrom()
        .publisher(
            subscriber -> {
              Trail trail = window.open(request);
              ClientStream[] self = new ClientStream[1];
              ClientStream client =
                  new ClientStream(trail, subscriber, view, loop, () -> open.remove(self[0]));
              self[0] = client;
              open.put(client, disconnect);
              client.start();
              // A trail without an end of a request that has ended is older than the window.
              boolean served = trail.isWhole() && window.caughtUp() && view.isToldBy(trail);
              if (served) {
                client.opened();
              } else {
                readBack(request, trail, client);
              }
            });
  }

  private void readBack(RequestId request, Trail trail, ClientStream client) {
    replay
        .read(request)
        .whenComplete(
            (entries, failure) -> {
              if (failure == null) {
                window.complete(trail, entries);
                client.opened();
              } else {
                LOG.warnf(failure, "a request cannot be read back requestId=%s", request);
                client.failed(failure);
              }
            });
  }

  private void tick() {
    open.forEach(
        (client, disconnect) -> {
          if (client.tick()) {
            cutOff.increment();
            client.cancel();
            disconnect.run();
          }
        });
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }
}
