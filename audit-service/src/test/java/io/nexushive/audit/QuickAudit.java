package io.nexushive.audit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** Quick roots and small waits, so that tests need not wait. */
public class QuickAudit implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    try {
      return Map.of(
          "nexushive.audit.roots-dir", Files.createTempDirectory("audit-roots").toString(),
          "nexushive.audit.root-interval", "200ms",
          "nexushive.audit.intake.gather", "20ms",
          "nexushive.audit.intake.retry", "200ms",
          "quarkus.http.test-port", "0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {}
}
