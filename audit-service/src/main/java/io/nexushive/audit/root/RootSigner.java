package io.nexushive.audit.root;

import io.micrometer.core.instrument.MeterRegistry;
import io.nexushive.audit.AuditConfig;
import io.nexushive.audit.chain.ChainHead;
import io.nexushive.audit.intake.AuditMetrics;
import io.nexushive.audit.intake.Heads;
import io.nexushive.model.signature.Signer;
import io.nexushive.runtime.config.ServiceConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Signs where the chains end, again and again while they grow, and once more at the end. */
@Singleton
public class RootSigner {
  private static final Logger LOG = Logger.getLogger(RootSigner.class);

  /** After the intake has stopped. */
  private static final int LAST = 3_000;

  private final Heads heads;
  private final RootLog log;
  private final Signer signer;
  private final Clock clock;
  private final AuditConfig config;
  private final String instance;
  private final MeterRegistry registry;
  private final Map<String, ChainHead> signed = new HashMap<>();
  private LocalDate day;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "audit-roots");
            thread.setDaemon(true);
            return thread;
          });

  public RootSigner(
      Heads heads,
      RootLog log,
      Signer signer,
      Clock clock,
      AuditConfig config,
      ServiceConfig service,
      MeterRegistry registry) {
    this.heads = heads;
    this.log = log;
    this.signer = signer;
    this.clock = clock;
    this.config = config;
    this.instance = service.instance();
    this.registry = registry;
  }

  void start(@Observes StartupEvent event) {
    long interval = config.rootInterval().toMillis();
    timer.scheduleWithFixedDelay(this::trySign, interval, interval, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes @Priority(LAST) ShutdownEvent event) {
    timer.shutdown();
    trySign();
  }

  /** Writes a root over what has grown since the last one; nothing when nothing has. */
  public synchronized void sign() {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    LocalDate today = at.atOffset(ZoneOffset.UTC).toLocalDate();
    if (!today.equals(day) && isGrown()) {
      // The first root of a day names all chains, so that no reader needs all days.
      signed.clear();
      day = today;
    }
    List<Root.Head> grown = new ArrayList<>();
    Map<String, ChainHead> now = new HashMap<>();
    heads
        .snapshot()
        .forEach(
            (id, entry) -> {
              ChainHead head = entry.head();
              if (head.seq() > 0 && !head.equals(signed.get(id))) {
                now.put(id, head);
                grown.add(
                    new Root.Head(
                        entry.chain().id(),
                        entry.chain().name(),
                        head.seq(),
                        HexFormat.of().formatHex(head.hash())));
              }
            });
    if (grown.isEmpty()) {
      return;
    }
    RootLog.Tail tail = log.tail();
    log.append(
        new Root(tail.number() + 1, at, instance, tail.sha256(), grown, null).signedBy(signer));
    signed.putAll(now);
    registry.counter(AuditMetrics.ROOTS).increment();
  }

  private boolean isGrown() {
    return heads.snapshot().entrySet().stream()
        .anyMatch(
            e ->
                e.getValue().head().seq() > 0
                    && !e.getValue().head().equals(signed.get(e.getKey())));
  }

  private void trySign() {
    try {
      sign();
    } catch (RuntimeException e) {
      LOG.error("no root was signed", e);
    }
  }
}
