package io.nexushive.policy.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogManifest;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.ProjectId;
import io.nexushive.model.json.Json;
import io.nexushive.model.policy.PolicyChanged;
import io.nexushive.model.signature.Signer;
import io.nexushive.policy.Fixtures;
import io.nexushive.policy.engine.Policy;
import io.nexushive.runtime.testing.Stack;
import io.nexushive.runtime.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What somebody with access to the topics, but without a key, can make the service believe. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "policy"))
class KnowledgeTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String STRICT =
      "format: 1\nroles:\n  analyst:\n    tables: [sales]\n  viewer:\n    tables: []\n";
  private static final String LAX =
      "format: 1\nroles:\n  analyst:\n    tables: [\"*\"]\n  viewer:\n    tables: [\"*\"]\n";

  Stack stack;
  @Inject Policies policies;
  @Inject Catalogs catalogs;

  @Test
  void aForgedPolicyHasNoEffectAndTheGenuineOneStays() {
    ProjectId project = new ProjectId("forged-policies");
    PolicyChanged genuine = new PolicyChanged(project, STRICT, null).signedBy(gateway());
    say(genuine);
    awaitPolicy(project, genuine);
    Signer executor = stack.keys().signer(ServiceName.EXECUTOR);
    PolicyChanged lax = new PolicyChanged(project, LAX, null);
    List<PolicyChanged> forged =
        List.of(
            lax,
            new PolicyChanged(project, LAX, genuine.signature()),
            lax.signedBy(executor),
            lax.signedBy(stack.keys().signer(ServiceName.POLICY)),
            lax.signedBy(new Signer(gateway().kid(), executor.current().privateKey())),
            new PolicyChanged(
                project,
                LAX,
                new PolicyChanged(new ProjectId("other"), LAX, null)
                    .signedBy(gateway())
                    .signature()));
    forged.forEach(this::say);
    awaitPartition(project);

    assertThat(policies.of(project).map(Policy::version)).contains(genuine.version());
  }

  @Test
  void aPolicyThatIsTakenAwayLeavesNoLaxerOneBehind() {
    ProjectId project = new ProjectId("taken-away");
    PolicyChanged fallback =
        new PolicyChanged(new ProjectId("default"), Fixtures.demoPolicy(), null)
            .signedBy(gateway());
    say(fallback);
    awaitPolicy(fallback.projectId(), fallback);
    assertThat(policies.of(project).map(Policy::version)).contains(fallback.version());
    PolicyChanged own = new PolicyChanged(project, STRICT, null).signedBy(gateway());
    say(own);
    awaitPolicy(project, own);

    // Nobody signs a tombstone.
    stack.sayAgain(
        "tombstone", EventType.POLICY_CHANGED, ServiceName.GATEWAY, project.value(), null);

    Awaitility.await().atMost(SOON).until(() -> policies.of(project).isEmpty());
    say(own);
    awaitPolicy(project, own);
  }

  @Test
  void aForgedCatalogueHasNoEffect() {
    ConnectionId connection = new ConnectionId("forged-tables");
    List<CatalogTable> tables = Fixtures.demoTables(connection);
    Signer executor = stack.keys().signer(ServiceName.EXECUTOR);
    Signer gateway = gateway();
    // By another service's key, and by one that only has the executor's name.
    for (Signer forger :
        List.of(gateway, new Signer(executor.kid(), gateway.current().privateKey()))) {
      announce(connection, tables, forger);
    }
    announce(connection, tables.subList(0, 1), executor);

    Awaitility.await().atMost(SOON).until(() -> catalogs.of(connection).isPresent());
    assertThat(catalogs.of(connection).map(Catalog::tables).orElseThrow())
        .extracting(CatalogTable::name)
        .containsExactly("sales");
  }

  private void announce(ConnectionId connection, List<CatalogTable> tables, Signer signer) {
    for (CatalogTable table : tables) {
      stack.say(
          EventType.CATALOG_CHANGED, ServiceName.EXECUTOR, table.key(), table.signedBy(signer));
    }
    CatalogManifest manifest =
        CatalogManifest.of(connection, Dialect.SQLITE, tables, Instant.now(), signer).get(0);
    stack.say(EventType.CATALOG_CHANGED, ServiceName.EXECUTOR, manifest.key(), manifest);
  }

  private void say(PolicyChanged policy) {
    stack.say(EventType.POLICY_CHANGED, ServiceName.GATEWAY, policy.projectId().value(), policy);
  }

  private void awaitPolicy(ProjectId project, PolicyChanged expected) {
    Awaitility.await()
        .atMost(SOON)
        .until(
            () ->
                policies.of(project).map(Policy::version).equals(Optional.of(expected.version())));
  }

  /** What is said afterwards under the same key, and so in the same partition, has been read. */
  private void awaitPartition(ProjectId project) {
    ProjectId marker = new ProjectId("after-" + project.value());
    PolicyChanged after = new PolicyChanged(marker, LAX, null).signedBy(gateway());
    stack.sayAgain(
        "marker",
        EventType.POLICY_CHANGED,
        ServiceName.GATEWAY,
        project.value(),
        Json.bytes(after));
    awaitPolicy(marker, after);
  }

  private Signer gateway() {
    return stack.keys().signer(ServiceName.GATEWAY);
  }
}
