package io.nexushive.policy.stage;

import io.nexushive.model.catalog.CatalogManifest;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.ProjectId;
import io.nexushive.model.policy.PolicyChanged;
import io.nexushive.model.signature.Signer;
import io.nexushive.policy.Fixtures;
import io.nexushive.policy.knowledge.Catalogs;
import io.nexushive.policy.knowledge.Policies;
import io.nexushive.runtime.testing.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;

/** What the neighbours say before there is anything to decide on. */
final class Knowledge {
  private static final ConnectionId DEMO = new ConnectionId("demo");
  private static final ProjectId PROJECT = new ProjectId("default");

  private Knowledge() {}

  static void announce(Stack stack, Catalogs catalogs, Policies policies) {
    if (catalogs.of(DEMO).isPresent()) {
      return;
    }
    Signer executor = stack.keys().signer(ServiceName.EXECUTOR);
    List<CatalogTable> tables =
        Fixtures.demoTables(DEMO).stream().map(t -> t.signedBy(executor)).toList();
    for (CatalogTable table : tables) {
      stack.say(EventType.CATALOG_CHANGED, ServiceName.EXECUTOR, table.key(), table);
    }
    CatalogManifest manifest =
        CatalogManifest.of(DEMO, Dialect.SQLITE, tables, Instant.now(), executor).get(0);
    stack.say(EventType.CATALOG_CHANGED, ServiceName.EXECUTOR, manifest.key(), manifest);
    PolicyChanged policy =
        new PolicyChanged(PROJECT, Fixtures.demoPolicy(), null)
            .signedBy(stack.keys().signer(ServiceName.GATEWAY));
    stack.say(EventType.POLICY_CHANGED, ServiceName.GATEWAY, "default", policy);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> catalogs.of(DEMO).isPresent() && policies.of(PROJECT).isPresent());
  }
}
