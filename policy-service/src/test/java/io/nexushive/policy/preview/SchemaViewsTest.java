package io.nexushive.policy.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.SchemaView;
import io.nexushive.policy.engine.Policy;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchemaViewsTest {
  private static final Policy POLICY =
      Policy.read(
          """
          format: 1
          roles:
            analyst: {tables: ["*"]}
            regional: {tables: [sales]}
            admin: {tables: ["*"]}
          tags:
            personal: [customers.email, "*.ssn"]
          sensitive:
            - tags: [personal]
              columns: ["salaries.*"]
              except_for: [admin]
              why: personal data
          row_filters:
            - table: sales
              roles: [regional]
              where: region_id = 1
          masks:
            - columns: ["*.phone"]
              roles: [analyst]
              as: full
          """);

  @Test
  void resolvesTagsAndExceptionsForEachRole() {
    SchemaView analyst = SchemaViews.of(POLICY, Set.of("analyst"));
    assertThat(analyst.policyVersion()).isEqualTo(POLICY.version());
    assertThat(analyst.sees("customers", "email")).isFalse();
    assertThat(analyst.sees("people", "ssn")).isFalse();
    assertThat(analyst.sees("salaries", "amount")).isFalse();
    assertThat(analyst.sees("customers", "phone")).isTrue();
    assertThat(analyst.seesValues("customers", "phone")).isFalse();
    assertThat(analyst.seesValues("sales", "region_id")).isTrue();

    SchemaView admin = SchemaViews.of(POLICY, Set.of("admin"));
    assertThat(admin.seesValues("salaries", "amount")).isTrue();
    assertThat(SchemaViews.of(POLICY, Set.of("analyst", "admin")).sees("salaries", "amount"))
        .isTrue();
  }

  @Test
  void tablesOfARoleAndItsRowsBoundWhatItSees() {
    SchemaView regional = SchemaViews.of(POLICY, Set.of("regional"));
    assertThat(regional.sees("customers")).isFalse();
    assertThat(regional.sees("sales", "region_id")).isTrue();
    assertThat(regional.seesValues("sales", "region_id")).isFalse();
  }

  @Test
  void whoHasNoRoleOfThePolicySeesNothing() {
    assertThat(SchemaViews.of(POLICY, Set.of("stranger")).roles()).isEmpty();
  }

  @Test
  void aPolicyThatIsTooLongToTravelShowsNothing() {
    String tables =
        IntStream.rangeClosed(0, SchemaViews.MOST_NAMES)
            .mapToObj(i -> "t" + i)
            .collect(Collectors.joining(", "));
    Policy long_ = Policy.read("format: 1\nroles:\n  analyst: {tables: [" + tables + "]}\n");
    assertThat(SchemaViews.of(long_, Set.of("analyst")).sees("t1")).isFalse();
  }
}
