package io.nexushive.translator.stage;

import static org.awaitility.Awaitility.await;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogManifest;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.EventType;
import io.nexushive.model.semantic.SemanticModelChanged;
import io.nexushive.model.signature.Signer;
import io.nexushive.runtime.testing.Stack;
import io.nexushive.translator.connection.Schemas;
import io.nexushive.translator.testing.Schemes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** The demo warehouse as the gateway and the executor announce it. */
final class DemoOnTopics {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private DemoOnTopics() {}

  /** Publishes it once, and waits until the translator knows it. */
  static void publish(Stack stack, Schemas schemas) {
    Catalog demo = Schemes.demo(LocalDate.now().minusDays(1));
    if (schemas.schema(demo.connectionId()).isPresent()) {
      return;
    }
    Signer executor = stack.keys().signer(ServiceName.EXECUTOR);
    stack.say(
        EventType.SEMANTIC_MODEL_CHANGED,
        ServiceName.GATEWAY,
        demo.connectionId().value(),
        new SemanticModelChanged(demo.connectionId(), Schemes.demoModel(), null)
            .signedBy(stack.keys().signer(ServiceName.GATEWAY)));
    for (CatalogTable table : demo.tables()) {
      stack.say(
          EventType.CATALOG_CHANGED, ServiceName.EXECUTOR, table.key(), table.signedBy(executor));
    }
    CatalogManifest manifest =
        CatalogManifest.of(
                demo.connectionId(), demo.dialect(), demo.tables(), Instant.now(), executor)
            .get(0);
    stack.say(EventType.CATALOG_CHANGED, ServiceName.EXECUTOR, manifest.key(), manifest);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                schemas
                    .schema(demo.connectionId())
                    .filter(s -> !s.model().metrics().isEmpty())
                    .isPresent());
  }
}
