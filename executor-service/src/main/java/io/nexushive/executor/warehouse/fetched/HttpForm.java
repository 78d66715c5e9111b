package io.nexushive.executor.warehouse.fetched;

import io.nexushive.executor.warehouse.ConnectionForm;
import io.nexushive.executor.warehouse.ConnectionForm.Field;
import io.nexushive.executor.warehouse.ConnectionForm.Type;
import java.util.List;
import java.util.Set;

/** What a person fills in for what is fetched over HTTP. */
public final class HttpForm {
  /** The settings that it asks for. */
  public static final Set<String> SETTINGS =
      Set.of("host", "port", "path", "sslmode", "auth", "user", "header", "tables");

  private HttpForm() {}

  /**
   * @param path what the path is for
   * @param tables how the tables are declared
   */
  public static ConnectionForm of(String kind, String label, Field path, Field tables) {
    return new ConnectionForm(
        kind,
        label,
        List.of(
            Field.required(
                "host", "Host", Type.TEXT, "api.example.com, as the executor reaches it"),
            Field.optional("port", "Port", Type.NUMBER, "443", null),
            path,
            Field.choice(
                "sslmode",
                "Encryption",
                List.of("verify-full", "disable"),
                "disable only for hosts that an operator has listed as private"),
            Field.choice(
                "auth",
                "Signs in with",
                List.of("bearer", "basic", "header", "none"),
                "a token, user and password, a header of its own, or not at all"),
            Field.optional("user", "User", Type.TEXT, null, "for basic"),
            Field.optional("header", "Header", Type.TEXT, null, "its name, for header"),
            tables),
        new ConnectionForm.Secret("Token, password or key", false, false));
  }
}
