package io.nexushive.model.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.SchemaView.RoleView;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SchemaViewTest {
  private static final RoleView ANALYST =
      role(Set.of("*"), Set.of("customers.email", "*.ssn"), Set.of("*.phone", "sales.*"));
  private static final RoleView SUPPORT =
      role(Set.of("customers"), Set.of("*.ssn"), Set.of("*.phone"));

  @Test
  void aRoleSeesItsTablesWithoutWhatIsHidden() {
    SchemaView view = view(ANALYST);
    assertThat(view.sees("Orders")).isTrue();
    assertThat(view.sees("Customers", "Email")).isFalse();
    assertThat(view.sees("people", "SSN")).isFalse();
    assertThat(view.sees("customers", "name")).isTrue();
    assertThat(view(SUPPORT).sees("orders")).isFalse();
    assertThat(view(SUPPORT).sees("orders", "id")).isFalse();
  }

  @Test
  void valuesAreSeenOnlyAsTheyAreStored() {
    SchemaView view = view(ANALYST);
    assertThat(view.seesValues("customers", "name")).isTrue();
    assertThat(view.seesValues("customers", "phone")).isFalse();
    assertThat(view.seesValues("sales", "region")).isFalse();
    assertThat(view.seesValues("customers", "email")).isFalse();
  }

  @Test
  void severalRolesSeeWhatOneOfThemSees() {
    SchemaView both = view(ANALYST, SUPPORT);
    assertThat(both.sees("customers", "email")).isTrue();
    assertThat(both.seesValues("customers", "email")).isTrue();
    assertThat(both.sees("customers", "ssn")).isFalse();
    assertThat(both.sees("orders", "id")).isTrue();
  }

  @Test
  void noRoleSeesNothing() {
    assertThat(view().sees("orders")).isFalse();
    assertThat(view().sees("orders", "id")).isFalse();
  }

  private static SchemaView view(RoleView... roles) {
    return new SchemaView("1", List.of(roles));
  }

  private static RoleView role(Set<String> tables, Set<String> hidden, Set<String> changed) {
    return new RoleView(new TreeSet<>(tables), new TreeSet<>(hidden), new TreeSet<>(changed));
  }
}
