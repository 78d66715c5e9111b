package io.nexushive.model.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpressionNamesTest {
  private static final Set<String> COLUMNS =
      Set.of("price", "quantity", "odd name", "größe", "date");

  @Test
  void whatTheTableHasIsKnown() {
    assertThat(unknown("SUM(price * Quantity)")).isEmpty();
    assertThat(unknown("SUM(CASE WHEN \"odd name\" = 'paid in lieu' THEN 1.5e3 ELSE 0 END)"))
        .isEmpty();
    assertThat(unknown("COUNT(DISTINCT größe) / NULLIF(COUNT(*), 0)")).isEmpty();
    assertThat(unknown("MAX(CAST(date AS integer))")).isEmpty();
  }

  @Test
  void whatItHasNotIsNamedOnce() {
    assertThat(unknown("SUM(prize * prize) + AVG(`odd names`)"))
        .isEqualTo(List.of("prize", "odd names"));
    assertThat(unknown("SUM(sales.price)")).isEqualTo(List.of("sales"));
    assertThat(unknown("SUM(pric)")).isEqualTo(List.of("pric"));
  }

  private static List<String> unknown(String expression) {
    return ExpressionNames.unknown(
        expression, name -> COLUMNS.contains(name.toLowerCase(Locale.ROOT)));
  }
}
