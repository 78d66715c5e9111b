package io.nexushive.runtime.config;

import io.nexushive.model.json.Json;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.SigningKey;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Follows the files with keys, so that keys are rotated while the service runs. A public key is in
 * the trust file for a while before its private half signs; a file that cannot be read, or that
 * holds a key that nobody would believe, leaves what was read before in use.
 */
@Singleton
public class KeyFiles {
  private static final Logger LOG = Logger.getLogger(KeyFiles.class);

  /** The shortest time between two looks for keys that are not known: anybody can name one. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final ServiceConfig config;
  private final Clock clock;
  private final TrustStore trust;
  private final AtomicLong lastLook = new AtomicLong(System.nanoTime());
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "key-files");
            thread.setDaemon(true);
            return thread;
          });
  private byte[] trustDocument;
  private byte[] signingPem;
  private volatile SigningKey signing;

  /**
   * @throws UncheckedIOException when the trust file cannot be read
   * @throws IllegalArgumentException when it is no trust file
   */
  public KeyFiles(ServiceConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
    this.trustDocument = read(config.trustFile());
    this.trust = TrustStore.fromJson(trustDocument);
    trust.onUnknownKey(this::lookAtOnce);
    long interval = config.keyInterval().toMillis();
    timer.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
  }

  TrustStore trustStore() {
    return trust;
  }

  /**
   * Signs with the key that the file holds at each moment.
   *
   * @throws IllegalStateException when no file is named, or nobody would believe the key in it
   */
  synchronized Signer signer() {
    Path file =
        config
            .signing()
            .keyFile()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "nexushive.signing.key-file must be set for a service that signs"));
    if (signing == null) {
      signingPem = read(file);
      try {
        signing = key(signingPem);
      } catch (UntrustedException e) {
        throw new IllegalStateException(
            config.trustFile() + " does not name the key in " + file, e);
      }
    }
    return new Signer(() -> signing);
  }

  /** Takes over what the files say now. */
  synchronized void look() {
    try {
      lookAtTrust();
      lookAtSigning();
    } catch (RuntimeException e) {
      LOG.warn("the keys cannot be read; those that were read before stay in use", e);
    }
  }

  private void lookAtOnce() {
    long now = System.nanoTime();
    long last = lastLook.get();
    if (now - last >= BETWEEN_LOOKS.toNanos() && lastLook.compareAndSet(last, now)) {
      look();
    }
  }

  private void lookAtTrust() {
    byte[] document = read(config.trustFile());
    if (Arrays.equals(document, trustDocument)) {
      return;
    }
    SortedSet<String> refused =
        trust.update(Json.read(document, TrustStore.Document.class).keys(), clock.instant());
    trustDocument = document;
    LOG.infof("trusted keys changed file=%s", config.trustFile());
    if (!refused.isEmpty()) {
      LOG.warnf(
          "changes of trusted keys wait for a restart, since no key before vouches for them kids=%s",
          refused);
    }
  }

  private void lookAtSigning() {
    if (signing == null) {
      return;
    }
    byte[] pem = read(config.signing().keyFile().orElseThrow());
    if (!Arrays.equals(pem, signingPem)) {
      signing = key(pem);
      signingPem = pem;
      LOG.infof("signing with another key kid=%s", signing.kid());
    }
  }

  private SigningKey key(byte[] pem) {
    return SigningKey.fromPem(new String(pem, StandardCharsets.US_ASCII), trust);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }
}
