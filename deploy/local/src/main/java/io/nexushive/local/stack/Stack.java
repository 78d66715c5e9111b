package io.nexushive.local.stack;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.keys.KeyRing;
import io.nexushive.local.keys.TokenKey;
import io.nexushive.local.process.LogTail;
import io.nexushive.model.envelope.ServiceName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The product as {@code ./nexus up} runs it: broker, database and six services, each a process of
 * its own, on one data folder that nobody else uses meanwhile.
 */
public final class Stack implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(150);

  private final Settings settings;
  private final Progress progress;
  private final HomeLock lock;
  private final Instant startedAt = Instant.now();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "restarts");
            thread.setDaemon(true);
            return thread;
          });
  private final Stores stores;
  private final Map<ServiceName, Supervised> services = new EnumMap<>(ServiceName.class);
  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile RunState.Phase phase = RunState.Phase.STARTING;
  private volatile boolean firstStart;
  private volatile ServiceStarter starter;

  /**
   * @throws LocalStackException when another launcher runs on the same data folder
   */
  public Stack(Settings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
    this.lock =
        HomeLock.tryTake(settings.home())
            .orElseThrow(
                () ->
                    new LocalStackException("Nexus Hive already runs on " + settings.home().dir()));
    this.stores = new Stores(settings, progress, timer, this::publish);
    for (ServiceName service : ServiceName.values()) {
      services.put(
          service,
          new Supervised(service.wire(), () -> starter.start(service), timer, this::publish));
    }
  }

  /**
   * Starts everything and returns when all of it is ready. What was started before a failure stays
   * until {@link #close}.
   *
   * @param limit how long the services may take
   * @throws LocalStackException when something does not start; the message ends with what its log
   *     says
   */
  public void start(Duration limit) {
    LogFiles.rotate(settings.home().logs());
    publish();
    KeyRing keys = KeyRing.createOrLoad(settings.home().keys());
    firstStart = DemoAccounts.create(settings.home().demoAccounts());
    TokenKey.create(settings.home().tokenKey());
    stores.start();
    starter =
        new ServiceStarter(settings, new ServiceEnvironment(settings, keys, stores.postgres()));
    services.values().forEach(Supervised::start);
    publish();
    awaitReady(EnumSet.allOf(ServiceName.class), limit);
    phase = RunState.Phase.READY;
    publish();
  }

  /** Whether the data folder was empty before. */
  public boolean firstStart() {
    return firstStart;
  }

  public Settings settings() {
    return settings;
  }

  /** What stands in the state file. */
  public RunState state() {
    List<RunState.Part> parts = new ArrayList<>();
    parts.add(part(stores.kafka(), settings.ports().kafka()));
    parts.add(part(stores.database(), settings.ports().postgres()));
    services.forEach((name, s) -> parts.add(part(s, settings.ports().of(name))));
    return new RunState(ProcessHandle.current().pid(), phase, startedAt, settings.ports(), parts);
  }

  /**
   * Kills a service without warning; it comes back by itself, the first time with {@code env} added
   * to its environment.
   */
  public void kill(ServiceName service, Map<String, String> env) {
    starter.once(service, env);
    services.get(service).child().kill();
  }

  /** How often a service had to be started again. */
  public int restarts(ServiceName service) {
    return services.get(service).restarts();
  }

  /** Returns when all {@code wanted} are ready. */
  public void awaitReady(Set<ServiceName> wanted, Duration limit) {
    Set<ServiceName> waiting = EnumSet.copyOf(wanted);
    Instant end = Instant.now().plus(limit);
    while (!waiting.isEmpty()) {
      for (ServiceName service : List.copyOf(waiting)) {
        checkStillStarting(service);
        if (Readiness.of(settings.ports().url(service))) {
          waiting.remove(service);
          progress.say("%-10s is ready".formatted(service.wire()));
        }
      }
      if (!waiting.isEmpty() && Instant.now().isAfter(end)) {
        ServiceName first = waiting.iterator().next();
        throw notStarted(first, "is not ready after " + limit.toSeconds() + " s");
      }
      pause();
    }
  }

  private void checkStillStarting(ServiceName service) {
    if (closing.get()) {
      throw new LocalStackException("stopped while starting");
    }
    boolean deathExpected = settings.fault().map(f -> f.service() == service).orElse(false);
    if (phase == RunState.Phase.STARTING
        && services.get(service).restarts() > 0
        && !deathExpected) {
      throw notStarted(service, "ended while starting");
    }
  }

  private LocalStackException notStarted(ServiceName service, String how) {
    return new LocalStackException(
        "the " + service.wire() + " " + how + LogTail.of(settings.home().log(service.wire()), 20));
  }

  private RunState.Part part(Supervised s, int port) {
    return new RunState.Part(s.name(), port, s.restarts(), s.startedAt());
  }

  private void publish() {
    try {
      state().write(settings.home());
    } catch (IOException e) {
      progress.say("the state file cannot be written: " + e.getMessage());
    }
  }

  /** Stops services, then the database, then the broker. Calling it twice does no harm. */
  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    phase = RunState.Phase.STOPPING;
    publish();
    timer.shutdownNow();
    progress.say("stopping the services");
    stopServices();
    stores.database().stop();
    stores.kafka().stop();
    progress.say("stopped");
    settings.home().state().toFile().delete();
    lock.close();
  }

  private void stopServices() {
    // Threads of our own: the common pool may be of one thread, and they stop side by side.
    List<Thread> stops =
        services.values().stream()
            .map(service -> new Thread(service::stop, "stop-" + service.name()))
            .toList();
    stops.forEach(Thread::start);
    for (Thread stop : stops) {
      try {
        stop.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("interrupted while starting", e);
    }
  }
}
