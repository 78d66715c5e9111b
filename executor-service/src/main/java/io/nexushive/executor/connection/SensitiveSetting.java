package io.nexushive.executor.connection;

import io.nexushive.executor.warehouse.ConnectionForm;
import io.nexushive.model.connection.ConnectionChanged;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns that a connection's owner declared sensitive. */
public final class SensitiveSetting {
  /** Setting that lists them as {@code table.column}, separated by commas. */
  public static final String NAME = "sensitive_columns";

  /** How it is entered. */
  static final ConnectionForm.Field FIELD =
      ConnectionForm.Field.optional(
          NAME,
          "Sensitive columns",
          ConnectionForm.Type.TEXT,
          null,
          "table.column, separated by commas: their values are never sampled or shown to a model");

  private SensitiveSetting() {}

  /** The declared columns as {@code table.column} in lower case. */
  public static Set<String> of(ConnectionChanged connection) {
    return Arrays.stream(connection.settings().getOrDefault(NAME, "").split(","))
        .map(c -> c.strip().toLowerCase(Locale.ROOT))
        .filter(c -> !c.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
