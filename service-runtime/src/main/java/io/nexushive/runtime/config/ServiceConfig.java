package io.nexushive.runtime.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Who this process is and whom it believes. */
@ConfigMapping(prefix = "nexushive")
public interface ServiceConfig {

  /**
   * Name of this replica, the same over its restarts; the broker hands a restarted replica its
   * partitions back without waiting for the lost one.
   */
  String instance();

  /**
   * JSON file with the public keys that are believed (see {@code TrustStore.Document}). It is
   * followed while the service runs.
   */
  Path trustFile();

  /** How often the files with keys are looked at. */
  @WithDefault("1s")
  Duration keyInterval();

  /** The key that this service signs with; absent for a service that signs nothing. */
  Signing signing();

  /** How events are worked on. */
  Stage stage();

  interface Signing {
    /**
     * PKCS#8 PEM file with the Ed25519 private key. It is followed while the service runs; the
     * trust file says what the key is called.
     */
    Optional<Path> keyFile();
  }

  interface Stage {
    /** How many event ids are remembered as done, so that a double is not worked on again. */
    @WithDefault("20000")
    int rememberedEvents();

    /** The longest to wait for the broker's acknowledgement before trying again. */
    @WithDefault("30s")
    Duration acknowledgement();
  }
}
