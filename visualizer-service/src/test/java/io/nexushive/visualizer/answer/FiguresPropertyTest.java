package io.nexushive.visualizer.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.envelope.QueryResult;
import io.nexushive.visualizer.Results;
import io.nexushive.visualizer.result.ResultTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every number in an answer is a value of its result, or the number of its rows. */
class FiguresPropertyTest {
  private static final Pattern NUMBER = Pattern.compile("(about )?(-?\\d[\\d,]*(?:\\.\\d+)?)");

  @Provide
  Arbitrary<QueryResult> results() {
    Arbitrary<String> name = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8);
    Arbitrary<String> month =
        Combinators.combine(
                Arbitraries.integers().between(2000, 2030), Arbitraries.integers().between(1, 12))
            .as((y, m) -> String.format("%d-%02d", y, m));
    Arbitrary<Object> decimal =
        Arbitraries.bigDecimals()
            .between(new BigDecimal("-10000000"), new BigDecimal("10000000"))
            .ofScale(2)
            .map(d -> "(" + d.toPlainString() + ")");
    Arbitrary<Object> floating =
        Arbitraries.doubles().between(-1e9, 1e9).ofScale(12).map(d -> (Object) d);
    Arbitrary<Object> whole = Arbitraries.longs().map(l -> (Object) l);
    Arbitrary<Object[]> row =
        Combinators.combine(
                name,
                month,
                decimal.injectNull(0.1),
                floating.injectNull(0.1),
                whole.injectNull(0.1))
            .as((a, b, c, d, e) -> new Object[] {a, b, c, d, e});
    Arbitrary<Boolean> cut = Arbitraries.of(true, false);
    return Combinators.combine(row.list().ofMaxSize(20), cut)
        .as(
            (rows, truncated) -> {
              Results results =
                  Results.of(
                      "name:string", "month:string", "amount:decimal", "ratio:float", "n:integer");
              rows.forEach(results::row);
              return (truncated ? results.truncated() : results).result();
            });
  }

  @Property(tries = 500)
  void everyNumberIsTheResults(@ForAll("results") QueryResult result) {
    String text = AnswerText.of(ResultTable.of(result), List.of());
    String bare = withoutTexts(text, result);

    Matcher numbers = NUMBER.matcher(bare);
    while (numbers.find()) {
      BigDecimal said = new BigDecimal(numbers.group(2).replace(",", ""));
      boolean rounded = numbers.group(1) != null;
      assertThat(isFigureOf(result, said, rounded)).as(numbers.group() + " in: " + text).isTrue();
    }
  }

  @Property(tries = 200)
  void theSameResultIsSaidInTheSameWords(@ForAll("results") QueryResult result) {
    assertThat(AnswerText.of(ResultTable.of(result), List.of()))
        .isEqualTo(AnswerText.of(ResultTable.of(result), List.of()));
  }

  private static boolean isFigureOf(QueryResult result, BigDecimal said, boolean rounded) {
    List<BigDecimal> figures = new ArrayList<>();
    figures.add(BigDecimal.valueOf(result.rowCount()));
    result
        .rows()
        .forEach(
            r ->
                r.stream()
                    .filter(JsonNode::isNumber)
                    .map(JsonNode::decimalValue)
                    .forEach(figures::add));
    return figures.stream()
        .map(f -> rounded ? f.setScale(said.scale(), RoundingMode.HALF_UP) : f)
        .anyMatch(f -> f.compareTo(said) == 0);
  }

  /** Texts of the result may hold digits of their own. */
  private static String withoutTexts(String text, QueryResult result) {
    String bare = text;
    for (List<JsonNode> row : result.rows()) {
      for (JsonNode value : row) {
        if (value.isTextual() && value.asText().matches("\\d{4}-\\d{2}")) {
          bare = bare.replace(value.asText(), "");
        }
      }
    }
    return bare;
  }
}
