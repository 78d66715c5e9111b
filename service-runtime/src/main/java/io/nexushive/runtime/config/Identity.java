package io.nexushive.runtime.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the beans that follow from configuration alone. */
@ApplicationScoped
public class Identity {

  @Produces
  @Singleton
  ServiceName serviceName(@ConfigProperty(name = "quarkus.application.name") String name) {
    return ServiceName.valueOf(name.toUpperCase(Locale.ROOT));
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  ObjectMapper objectMapper() {
    return Json.mapper();
  }

  @Produces
  @Singleton
  TrustStore trustStore(ServiceConfig config) {
    return TrustStore.fromJson(read(config.trustFile()));
  }

  @Produces
  @Singleton
  Signer signer(ServiceConfig config) {
    Path file = config.signing().keyFile().orElseThrow(() -> missing("nexushive.signing.key-file"));
    String kid = config.signing().kid().orElseThrow(() -> missing("nexushive.signing.kid"));
    return Signer.fromPem(kid, new String(read(file), java.nio.charset.StandardCharsets.US_ASCII));
  }

  private static IllegalStateException missing(String key) {
    return new IllegalStateException(key + " must be set for a service that signs");
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
