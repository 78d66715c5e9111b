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

  /** JSON file with the public keys that are believed (see {@code TrustStore.Document}). */
  Path trustFile();

  /** The key that this service signs with; absent for a service that signs nothing. */
  Signing signing();

  /** How events are worked on. */
  Stage stage();

  interface Signing {
    /** Name of the key in the trust stores of those who believe it. */
    Optional<String> kid();

    /** PKCS#8 PEM file with the Ed25519 private key. */
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
