package io.nexushive.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.local.keys.KeyRing;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.Signature;
import io.nexushive.model.signature.SignedContent;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that know each other by files alone, while the keys in them change. */
class KeyFilesTest {
  private static final SignedContent GRANT = SignedContent.of(Purpose.GRANT).text("sql", "x");
  private static final Duration INTERVAL = Duration.ofMillis(50);

  @TempDir Path dir;
  private KeyRing ring;
  private final List<KeyFiles> processes = new ArrayList<>();

  @BeforeEach
  void makeKeys() {
    ring = KeyRing.createOrLoad(dir);
  }

  @AfterEach
  void stop() {
    processes.forEach(KeyFiles::stop);
  }

  @Test
  void aRotationLosesNothingThatIsSignedMeanwhile() throws Exception {
    Signer policy = process(ServiceName.POLICY, INTERVAL).signer();
    TrustStore executor = process(ServiceName.EXECUTOR, INTERVAL).trustStore();
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong refused = new AtomicLong();
    Set<String> kids = ConcurrentHashMap.newKeySet();
    Thread requests =
        new Thread(
            () -> {
              while (!done.get()) {
                Signature grant = policy.sign(GRANT);
                try {
                  kids.add(executor.verify(Purpose.GRANT, GRANT, grant, Instant.now()).kid());
                } catch (UntrustedException e) {
                  refused.incrementAndGet();
                }
              }
            });
    requests.start();
    for (int i = 0; i < 3; i++) {
      ring.rotate(ServiceName.POLICY, Duration.ofMinutes(1), INTERVAL.multipliedBy(6));
    }
    Awaitility.await().until(() -> kids.contains("policy-4"));
    done.set(true);
    requests.join();

    assertThat(refused).hasValue(0);
    assertThat(kids).containsExactlyInAnyOrder("policy-1", "policy-2", "policy-3", "policy-4");
  }

  @Test
  void theOldKeyIsBelievedUntilItsEndAndNotAfterIt() {
    Signature old = ring.signer(ServiceName.POLICY).sign(GRANT);
    TrustStore executor = process(ServiceName.EXECUTOR, INTERVAL).trustStore();

    ring.rotate(ServiceName.POLICY, Duration.ofSeconds(3), INTERVAL.multipliedBy(6));

    Signature fresh = ring.signer(ServiceName.POLICY).sign(GRANT);
    executor.verify(Purpose.GRANT, GRANT, fresh, Instant.now());
    executor.verify(Purpose.GRANT, GRANT, old, Instant.now());
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> executor.verify(Purpose.GRANT, GRANT, old, Instant.now()))
                    .hasMessageContaining("not trusted any more"));
    executor.verify(Purpose.GRANT, GRANT, fresh, Instant.now());
  }

  @Test
  void aKeyThatWasJustMadeIsLookedForWhenItIsFirstNamed() {
    TrustStore executor = process(ServiceName.EXECUTOR, Duration.ofHours(1)).trustStore();
    ring.rotate(ServiceName.POLICY, Duration.ofMinutes(1), Duration.ZERO);
    Signature fresh = ring.signer(ServiceName.POLICY).sign(GRANT);

    Awaitility.await()
        .pollInterval(INTERVAL)
        .ignoreException(UntrustedException.class)
        .until(() -> executor.verify(Purpose.GRANT, GRANT, fresh, Instant.now()) != null);
  }

  @Test
  void aKeyOfAnotherServiceUnderThisOnesNameIsRefused() throws Exception {
    TrustStore executor = process(ServiceName.EXECUTOR, INTERVAL).trustStore();
    Signer gateway = ring.signer(ServiceName.GATEWAY);
    ring.rotate(ServiceName.POLICY, Duration.ofMinutes(1), Duration.ZERO);
    for (String kid : List.of("policy-1", "policy-2", "gateway-1", "nobody-1")) {
      Signature forged = new Signature(kid, gateway.sign(GRANT).value());
      assertThatThrownBy(() -> executor.verify(Purpose.GRANT, GRANT, forged, Instant.now()))
          .isInstanceOf(UntrustedException.class);
    }
  }

  @Test
  void aKeyThatWasPutIntoTheFileWithoutTheKeyBeforeIsNotBelieved() throws Exception {
    KeyFiles process = process(ServiceName.POLICY, Duration.ofHours(1));
    Signer policy = process.signer();
    TrustStore trust = process.trustStore();
    Path foreign = dir.resolve("foreign");
    KeyRing other = KeyRing.createOrLoad(foreign);
    Files.copy(
        other.trustFile(), ring.trustFile(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.copy(
        other.privateKeyFile(ServiceName.POLICY).orElseThrow(),
        ring.privateKeyFile(ServiceName.POLICY).orElseThrow(),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    process.look();

    Signature forged = other.signer(ServiceName.POLICY).sign(GRANT);
    assertThatThrownBy(() -> trust.verify(Purpose.GRANT, GRANT, forged, Instant.now()))
        .isInstanceOf(UntrustedException.class);
    trust.verify(Purpose.GRANT, GRANT, policy.sign(GRANT), Instant.now());
  }

  @Test
  void aFileThatIsBrokenLeavesTheKeysInUse() throws Exception {
    KeyFiles process = process(ServiceName.POLICY, Duration.ofHours(1));
    Signer policy = process.signer();
    Files.writeString(ring.trustFile(), "{");
    Files.writeString(ring.privateKeyFile(ServiceName.POLICY).orElseThrow(), "nothing");

    process.look();

    process.trustStore().verify(Purpose.GRANT, GRANT, policy.sign(GRANT), Instant.now());
  }

  @Test
  void aServiceWhoseKeyNobodyBelievesDoesNotStart() throws Exception {
    KeyRing other = KeyRing.createOrLoad(dir.resolve("foreign"));
    KeyFiles process =
        new KeyFiles(
            config(ring.trustFile(), other.privateKeyFile(ServiceName.POLICY), INTERVAL),
            Clock.systemUTC());
    processes.add(process);

    assertThatThrownBy(process::signer)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not name the key");
  }

  private KeyFiles process(ServiceName service, Duration interval) {
    KeyFiles files =
        new KeyFiles(
            config(ring.trustFile(), ring.privateKeyFile(service), interval), Clock.systemUTC());
    processes.add(files);
    return files;
  }

  private static ServiceConfig config(Path trust, Optional<Path> key, Duration interval) {
    return new ServiceConfig() {
      @Override
      public String instance() {
        return "test-0";
      }

      @Override
      public Path trustFile() {
        return trust;
      }

      @Override
      public Duration keyInterval() {
        return interval;
      }

      @Override
      public Signing signing() {
        return () -> key;
      }

      @Override
      public Stage stage() {
        throw new UnsupportedOperationException();
      }
    };
  }
}
