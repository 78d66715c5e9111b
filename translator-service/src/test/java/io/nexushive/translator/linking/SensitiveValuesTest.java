package io.nexushive.translator.linking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.testing.Schemes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A semantic model can name values of a column that the catalogue calls sensitive. */
class SensitiveValuesTest {
  private static final SemanticModel MODEL =
      new SemanticModel(
          List.of(
              new SemanticModel.Entity(
                  "patients",
                  List.of(),
                  null,
                  null,
                  List.of(attribute("ward", "Thornfield"), attribute("illness", "Leprosy")))),
          List.of(),
          List.of());

  @Test
  void neverEnterTheIndex() {
    Map<TableText.Part, String> text = TableText.of(patients(), MODEL);
    assertThat(text.get(TableText.Part.VALUES)).contains("thornfield").doesNotContain("lepros");
    assertThat(text.toString()).doesNotContain("lepros");
  }

  @Test
  void neverAreLinkedTo() {
    var schema =
        new ConnectionSchema(Schemes.catalog(patients()), MODEL, Thesaurus.load()).about("");
    assertThat(schema.values().find("thornfield")).isNotEmpty();
    assertThat(schema.values().find("leprosy")).isEmpty();
    assertThat(schema.values().similar("leprosi")).isEmpty();
  }

  @Test
  void cannotEvenStandInACatalogue() {
    assertThatThrownBy(() -> column("illness", true, List.of("Leprosy")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static CatalogTable patients() {
    return new CatalogTable(
        new ConnectionId("c"),
        null,
        "patients",
        false,
        null,
        List.of(column("ward", false, List.of()), column("illness", true, List.of())),
        List.of(),
        List.of(),
        null,
        null);
  }

  private static CatalogTable.Column column(String name, boolean sensitive, List<String> values) {
    return new CatalogTable.Column(
        name, ColumnType.STRING, "text", true, null, sensitive, null, null, values);
  }

  private static SemanticModel.Attribute attribute(String column, String value) {
    return new SemanticModel.Attribute(column, List.of(), null, Map.of(value, List.of(value)));
  }
}
