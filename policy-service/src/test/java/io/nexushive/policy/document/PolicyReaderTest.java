package io.nexushive.policy.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.Fixtures;
import io.nexushive.policy.engine.Policy;
import io.nexushive.policy.engine.PolicyEngine;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {
  @Test
  void readsTheDemoPolicy() {
    PolicyDocument policy = PolicyReader.read(Fixtures.demoPolicy());
    Rights analyst = new Rights(policy, List.of("analyst"));
    Rights viewer = new Rights(policy, List.of("viewer"));

    assertThat(analyst.forbids(policy, "products", "margin_percentage")).isNotNull();
    assertThat(analyst.forbids(policy, "regions", "manager")).isNull();
    assertThat(viewer.forbids(policy, "regions", "manager")).isNotNull();
    assertThat(analyst.forbids(policy, "customers", "email")).isNotNull();
    assertThat(new Rights(policy, List.of("admin")).forbids(policy, "customers", "email")).isNull();
    assertThat(new Rights(policy, List.of("auditor")).reads(policy, "sales")).isFalse();
  }

  @Test
  void theDemoPolicyKeepsTheMarginOfAProduct() {
    Policy demo = Policy.read(Fixtures.demoPolicy());
    assertThat(demo.document().combinations())
        .singleElement()
        .satisfies(
            c -> {
              assertThat(c.columns())
                  .containsExactlyInAnyOrder("sales.profit", "sales.net_revenue");
              assertThat(c.per()).contains("products.product_name");
              assertThat(c.exceptFor()).doesNotContain("analyst", "viewer");
            });
  }

  @Test
  void rightsAreTheUnionOfRoles() {
    PolicyDocument policy = PolicyReader.read(Fixtures.demoPolicy());
    assertThat(new Rights(policy, List.of("viewer", "admin")).forbids(policy, "customers", "email"))
        .isNull();
    assertThat(new Rights(policy, List.of("Admin", "root")).isEmpty()).isTrue();
  }

  @Test
  void namesLineAndKeyOfAMisspeltRule() {
    assertThatThrownBy(
            () -> PolicyReader.read("format: 1\nroles:\n  a: {tables: ['*']}\nsensitiv: []\n"))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("line 4")
        .hasMessageContaining("sensitiv");
  }

  @Test
  void namesLineAndKeyOfAWrongValue() {
    assertThatThrownBy(
            () ->
                PolicyReader.read(
                    "format: 1\nroles:\n  a: {tables: ['*']}\nlimits:\n  rows: 5000\n"))
        .hasMessageContaining("line 5")
        .hasMessageContaining("limits.rows")
        .hasMessageContaining("1000");
  }

  @Test
  void refusesARuleForARoleThatDoesNotExist() {
    assertThatThrownBy(
            () ->
                PolicyReader.read(
                    "format: 1\nroles:\n  a: {tables: ['*']}\nsensitive:\n"
                        + "  - columns: [t.c]\n    except_for: [b]\n"))
        .hasMessageContaining("line 6")
        .hasMessageContaining("except_for");
  }

  @Test
  void columnsThatTogetherGiveSomethingAwayMayNotMeet() {
    Policy policy =
        Policy.read(
            "format: 1\nroles:\n  a: {tables: ['*']}\n  b: {tables: ['*']}\ncombinations:\n"
                + "  - columns: [sales.net_revenue, sales.quantity]\n    except_for: [b]\n");
    PolicyEngine engine = new PolicyEngine();
    String apart = "SELECT sum(net_revenue) FROM sales";
    String together = "SELECT sum(net_revenue) FROM sales WHERE quantity > 1";

    assertThat(decision(engine, policy, "a", apart)).isEqualTo("allow");
    assertThat(decision(engine, policy, "a", together)).isEqualTo("deny");
    assertThat(decision(engine, policy, "b", together)).isEqualTo("allow");
  }

  private static String decision(PolicyEngine engine, Policy policy, String role, String sql) {
    return engine
        .decide(
            sql,
            Dialect.POSTGRES,
            Fixtures.CORPUS_CATALOG,
            policy,
            new Asker("", List.of(role)),
            "")
        .decision();
  }

  @Test
  void refusesWhatIsNoYaml() {
    assertThatThrownBy(() -> PolicyReader.read("format: [1\n"))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("line");
    assertThatThrownBy(() -> PolicyReader.read("")).isInstanceOf(PolicyException.class);
  }
}
