package io.nexushive.runtime.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
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
  TrustStore trustStore(KeyFiles files) {
    return files.trustStore();
  }

  /** Only a service that signs has one made. */
  @Produces
  @Singleton
  Signer signer(KeyFiles files) {
    return files.signer();
  }
}
