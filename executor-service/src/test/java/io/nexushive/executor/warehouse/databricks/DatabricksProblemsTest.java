package io.nexushive.executor.warehouse.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabricksProblemsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[TABLE_OR_VIEW_NOT_FOUND] The table or view `foo` cannot be found. | UNKNOWN_TABLE | foo",
        "[TABLE_OR_VIEW_NOT_FOUND] There is no `main`.`sales`.`foo` here. | UNKNOWN_TABLE | foo",
        "[UNRESOLVED_COLUMN.WITH_SUGGESTION] Not resolved: `t`.`bar`. Meant: [`a`, `t`.`b`]"
            + " | UNKNOWN_COLUMN | bar",
        "[PARSE_SYNTAX_ERROR] Syntax error at or near `foo`. | SYNTAX | ",
      })
  void namesWhatIsMissing(String text, Problem problem, String name) {
    WarehouseException failure =
        DatabricksProblems.translate(new SQLException(text), "SELECT bar FROM foo");

    assertThat(failure.problem()).isEqualTo(problem);
    if (name == null) {
      assertThat(failure).message().doesNotContain("foo");
    } else {
      assertThat(failure).message().contains(name);
    }
  }
}
