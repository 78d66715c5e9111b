package io.nexushive.executor.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.model.error.NexusException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionFormTest {
  private static final ConnectionForm FORM =
      ConnectionForm.ofServer("postgres", "PostgreSQL", 5432, List.of("verify-full", "disable"));

  private static Map<String, String> filled(String name, String value) {
    Map<String, String> settings =
        new HashMap<>(Map.of("host", "db", "database", "d", "user", "u"));
    settings.put(name, value);
    return settings;
  }

  @Test
  void takesWhatIsFilledInRight() {
    FORM.require(filled("port", "5432"));
    FORM.require(filled("sslmode", "disable"));
    FORM.require(filled("port", ""));
  }

  @Test
  void namesTheSettingThatDoesNotDo() {
    refused(filled("host", ""), "settings.host: is needed");
    refused(filled("port", "many"), "settings.port: is a whole number");
    refused(filled("sslmode", "maybe"), "settings.sslmode: is one of verify-full, disable");
    refused(filled("database", "x".repeat(2_001)), "settings.database: has at most");
    refused(filled("socketFactory", "x"), "settings.socketFactory:");
  }

  @Test
  void aTextOfSeveralLinesMayBeLong() {
    ConnectionForm form =
        FORM.with(
            List.of(
                ConnectionForm.Field.required(
                    "tables", "Tables", ConnectionForm.Type.LINES, null)));
    form.require(filled("tables", "x".repeat(65_536)));
    assertThatThrownBy(() -> form.require(filled("tables", "x".repeat(65_537))))
        .hasMessageContaining("settings.tables: has at most 65536");
  }

  @Test
  void aKindThatDeclaresNoFormGetsAPlainOne() {
    ConnectionForm plain =
        new WarehouseAdapter() {
          @Override
          public String kind() {
            return "new";
          }

          @Override
          public io.nexushive.model.envelope.Dialect dialect() {
            return io.nexushive.model.envelope.Dialect.POSTGRES;
          }

          @Override
          public java.util.Set<String> settings() {
            return java.util.Set.of("b", "a");
          }

          @Override
          public Warehouse connect(ConnectionSettings settings) {
            throw new UnsupportedOperationException();
          }
        }.form();
    assertThat(plain.fields()).extracting(ConnectionForm.Field::name).containsExactly("a", "b");
  }

  private static void refused(Map<String, String> settings, String words) {
    assertThatThrownBy(() -> FORM.require(settings))
        .isInstanceOf(NexusException.class)
        .hasMessageContaining(words);
  }
}
