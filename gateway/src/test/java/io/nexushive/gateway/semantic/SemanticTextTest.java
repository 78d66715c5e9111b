package io.nexushive.gateway.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.semantic.SemanticModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SemanticTextTest {
  @Test
  void theDemoModelIsWithoutFlaws() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/demo/semantic-model.yaml")) {
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      SemanticText text = SemanticText.read(yaml);
      assertThat(text.flaws()).isEmpty();
      assertThat(text.model().metrics()).isNotEmpty();
      assertThat(SemanticText.read(SemanticText.write(text.model())).model())
          .as("written and read back")
          .isEqualTo(text.model());
    }
  }

  @Test
  void aFlawNamesItsLineAndKey() {
    String yaml =
        """
        entities:
          - table: sales
            synonym: [order]
          - synonyms: [product]
          - table: Sales
            columns: price
        metrics:
          - name: net revenue
            table: sales
            expression: net_revenue
            certified: perhaps
        """;
    assertThat(SemanticText.read(yaml).model()).isNull();
    assertThat(SemanticText.read(yaml).flaws())
        .extracting(flaw -> flaw.line() + " " + flaw.key())
        .containsExactly(
            "3 entities[0].synonym",
            "4 entities[1]",
            "6 entities[2].columns",
            "8 metrics[0].name",
            "10 metrics[0].expression",
            "11 metrics[0].certified");
  }

  @Test
  void namesAreUniqueAndWhatIsCertifiedHasAnOwner() {
    String yaml =
        """
        entities:
          - table: sales
          - table: SALES
        metrics:
          - {name: profit, table: sales, expression: SUM(profit), certified: true}
        """;
    assertThat(SemanticText.read(yaml).flaws())
        .extracting(Flaw::line, Flaw::key)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3, "entities[1].table"),
            org.assertj.core.groups.Tuple.tuple(5, "metrics[0].certified"));
  }

  @Test
  void aJoinPairsColumnsAndSaysWhenItIsTaken() {
    String yaml =
        """
        metrics:
          - {name: profit, table: sales, expression: SUM(profit)}
        joins:
          - name: buyer
            from: sales
            to: customers
            columns: [{from: customer, to: id}]
          - name: Buyer
            from: sales
            to: customers
            columns: [{from: customer, to: id}]
        """;
    assertThat(SemanticText.read(yaml).flaws())
        .extracting(flaw -> flaw.line() + " " + flaw.key())
        .containsExactly("8 joins[1].name");
    SemanticModel model = SemanticText.read(yaml.replace("Buyer", "payer")).model();
    assertThat(model.joins()).hasSize(2);
    assertThat(model.metrics()).noneMatch(SemanticModel.Metric::certified);
    assertThat(SemanticText.read(SemanticText.write(model)).model()).isEqualTo(model);
    String odd =
        yaml.replace("columns: [{from: customer, to: id}]", "columns: []\n    use: sometimes");
    assertThat(SemanticText.read(odd).flaws())
        .extracting(flaw -> flaw.line() + " " + flaw.key() + " " + flaw.message())
        .contains(
            "7 joins[0].columns is empty",
            "8 joins[0].use is one of preferred, allowed, suggested, never");
  }

  @Test
  void twoJoinsOfTheSameTablesAreNotBothPreferred() {
    String yaml =
        """
        joins:
          - {name: a, from: sales, to: shops, columns: [{from: x, to: id}], use: preferred}
          - {name: b, from: sales, to: cities, columns: [{from: x, to: id}], use: preferred}
          - {name: c, from: Shops, to: sales, columns: [{from: id, to: y}], use: preferred}
        """;
    assertThat(SemanticText.read(yaml).flaws())
        .extracting(flaw -> flaw.line() + " " + flaw.key())
        .containsExactly("4 joins[2].use");
  }

  @Test
  void whatIsNoYamlOrTooMuchIsRefused() {
    assertThat(SemanticText.read("entities: [").flaws()).hasSize(1);
    assertThat(SemanticText.read("entities: &a [*a]").model()).isNull();
    assertThat(SemanticText.read("a: ".repeat(200_000)).model()).isNull();
    assertThat(SemanticText.read("x".repeat(600_000)).model()).isNull();
    assertThat(SemanticText.read("- a").flaws()).hasSize(1);
    assertThat(SemanticText.read("").model()).isEqualTo(SemanticModel.EMPTY);
    assertThat(SemanticText.read("!!javax.script.ScriptEngineManager []").model()).isNull();
  }
}
