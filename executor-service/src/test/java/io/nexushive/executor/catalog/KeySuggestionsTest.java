package io.nexushive.executor.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.catalog.CatalogTable.Column;
import io.nexushive.model.catalog.CatalogTable.ForeignKey;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.id.ConnectionId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeySuggestionsTest {
  private static CatalogTable table(String name, String key, Column... columns) {
    return new CatalogTable(
        new ConnectionId("c"),
        null,
        name,
        false,
        null,
        Arrays.asList(columns),
        key == null ? List.of() : List.of(key),
        List.of(),
        null,
        null);
  }

  private static Column whole(String name, String min, String max) {
    return new Column(name, ColumnType.INTEGER, "INTEGER", false, null, false, min, max, List.of());
  }

  private static List<ForeignKey> keysOf(String name, CatalogTable... tables) {
    return KeySuggestions.added(Arrays.asList(tables)).stream()
        .filter(t -> t.name().equals(name))
        .findFirst()
        .orElseThrow()
        .foreignKeys();
  }

  @Test
  void aColumnThatIsCalledLikeAKeyPointsAtIt() {
    assertThat(
            keysOf(
                "orders",
                table("customers", "customer_id", whole("customer_id", "1", "500")),
                table("orders", "id", whole("id", "1", "9"), whole("customer_id", "3", "400"))))
        .containsExactly(
            new ForeignKey(List.of("customer_id"), "customers", List.of("customer_id"), true));
  }

  @Test
  void aColumnThatIsCalledLikeTheTableAndItsKeyPointsAtIt() {
    assertThat(
            keysOf(
                "orders",
                table("Companies", "id", whole("id", "1", "500")),
                table("orders", "id", whole("id", "1", "9"), whole("company_id", "3", "400"))))
        .containsExactly(new ForeignKey(List.of("company_id"), "Companies", List.of("id"), true));
  }

  @Test
  void valuesOutsideOfTheKeySpeakAgainstIt() {
    assertThat(
            keysOf(
                "orders",
                table("customers", "customer_id", whole("customer_id", "1", "500")),
                table("orders", "id", whole("id", "1", "9"), whole("customer_id", "3", "501"))))
        .isEmpty();
  }

  @Test
  void twoTablesThatFitAreAsGoodAsNone() {
    assertThat(
            keysOf(
                "orders",
                table("a", "code_id", whole("code_id", "1", "9")),
                table("b", "code_id", whole("code_id", "1", "9")),
                table("orders", null, whole("code_id", "2", "3"))))
        .isEmpty();
  }

  @Test
  void anIdIsNotSuggestedToPointAtAnotherId() {
    assertThat(
            keysOf(
                "orders",
                table("customers", "id", whole("id", "1", "500")),
                table("orders", "id", whole("id", "1", "9"))))
        .isEmpty();
  }
}
