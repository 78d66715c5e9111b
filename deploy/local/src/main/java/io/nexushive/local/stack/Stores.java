package io.nexushive.local.stack;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.kafka.Topics;
import io.nexushive.local.postgres.LocalPostgres;
import io.nexushive.local.process.Child;
import io.nexushive.local.process.LogTail;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;

/** The broker and the database: started side by side, before everything else; stopped after it. */
final class Stores {
  private static final int PARTITIONS = 3;

  private final Settings settings;
  private final Progress progress;
  private final Supervised kafka;
  private final Supervised database;
  private volatile LocalPostgres postgres;

  Stores(Settings settings, Progress progress, ScheduledExecutorService timer, Runnable changed) {
    this.settings = settings;
    this.progress = progress;
    this.kafka = new Supervised("kafka", this::startBroker, timer, changed);
    this.database = new Supervised("postgres", this::startDatabase, timer, changed);
  }

  Supervised kafka() {
    return kafka;
  }

  Supervised database() {
    return database;
  }

  LocalPostgres postgres() {
    return postgres;
  }

  /** Returns when both are ready and the topics exist. */
  void start() {
    kafka.start();
    CompletableFuture<Void> rows =
        CompletableFuture.runAsync(
            () -> {
              database.start();
              progress.say("PostgreSQL is ready");
            });
    CompletableFuture<Void> topics =
        CompletableFuture.runAsync(
            () -> {
              Topics.create(settings.ports().bootstrapServers(), PARTITIONS);
              progress.say("Kafka is ready, topics are there");
            });
    CompletableFuture<Void> brokerDied = kafka.child().onExit().thenAccept(code -> brokerFailed());
    try {
      CompletableFuture.anyOf(CompletableFuture.allOf(rows, topics), brokerDied, failure(rows))
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof LocalStackException) {
        throw (LocalStackException) e.getCause();
      }
      throw new LocalStackException("broker or database did not start: " + e.getCause(), e);
    }
  }

  /** Completes only when {@code work} fails. */
  private static CompletableFuture<Void> failure(CompletableFuture<Void> work) {
    CompletableFuture<Void> failure = new CompletableFuture<>();
    work.whenComplete(
        (done, error) -> {
          if (error != null) {
            failure.completeExceptionally(error);
          }
        });
    return failure;
  }

  private void brokerFailed() {
    throw new LocalStackException(
        "Kafka did not start" + LogTail.of(settings.home().log("kafka"), 15));
  }

  private Child startBroker() {
    Home home = settings.home();
    return Child.start(
        new Child.Spec(
            "kafka",
            JavaProcess.broker(Layout.launcherJar(settings.root()), home, settings.ports()),
            Map.of(),
            home.log("kafka"),
            home.pidFile("kafka"),
            "TERM"));
  }

  private Child startDatabase() {
    Home home = settings.home();
    postgres =
        LocalPostgres.start(
            home.postgres(),
            settings.ports().postgres(),
            home.log("postgres"),
            home.pidFile("postgres"));
    return postgres.process();
  }
}
