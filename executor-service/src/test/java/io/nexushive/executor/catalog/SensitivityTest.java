package io.nexushive.executor.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensitivityTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "email", "customer_email", "e_mail", "phone", "mobilePhone", "credit_card", "creditCard",
        "ssn", "user_password", "salary", "tax_id", "bank_account", "date_of_birth", "api_key"
      })
  void marksWhatIsPersonalOrSecret(String column) {
    assertThat(Sensitivity.ofName(column)).isEqualTo(Sensitivity.SENSITIVE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"customer_name", "first_name", "lastName", "username", "street", "gender"})
  void doesNotSampleNamesOfPeople(String column) {
    assertThat(Sensitivity.ofName(column)).isEqualTo(Sensitivity.PERSONAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "region_name",
        "product_name",
        "category",
        "segment",
        "name",
        "date",
        "quantity",
        "net_revenue",
        "mailing_list_size",
        "cardinality",
        "phonetic_code",
        "country"
      })
  void leavesTheRestAlone(String column) {
    assertThat(Sensitivity.ofName(column)).isEqualTo(Sensitivity.PLAIN);
  }

  @Test
  void recognisesValuesWhateverTheColumnIsCalled() {
    assertThat(Sensitivity.ofValues(List.of("a@example.com", "b@example.com")))
        .isEqualTo(Sensitivity.SENSITIVE);
    assertThat(Sensitivity.ofValues(List.of("4111 1111 1111 1111")))
        .isEqualTo(Sensitivity.SENSITIVE);
    assertThat(Sensitivity.ofValues(List.of("+49 170 1234567"))).isEqualTo(Sensitivity.SENSITIVE);
    assertThat(Sensitivity.ofValues(List.of("EMEA", "APAC", "2025-01-01")))
        .isEqualTo(Sensitivity.PLAIN);
    assertThat(Sensitivity.ofValues(List.of())).isEqualTo(Sensitivity.PLAIN);
  }
}
