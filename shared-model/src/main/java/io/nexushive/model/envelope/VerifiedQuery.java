package io.nexushive.model.envelope;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The approved query that a candidate comes from.
 *
 * @param id by which it can be asked again with other values
 * @param question what it was approved for
 * @param approvedBy the steward who stands behind it
 * @param parameters the values that were bound to the question, in the order of the SQL
 */
public record VerifiedQuery(
    String id, String question, String approvedBy, List<Parameter> parameters) {
  public VerifiedQuery {
    Objects.requireNonNull(id, "id");
    parameters = Lists.copy(parameters);
  }

  /**
   * A value that can be another one.
   *
   * @param name unique within its query
   * @param column what it is compared with, as {@code table.column}
   * @param value in this candidate, as a reader writes it: no quotes, dates as {@code yyyy-mm-dd}
   * @param approved in the query as it was approved
   */
  public record Parameter(String name, Kind kind, String column, String value, String approved) {
    public Parameter {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(value, "value");
    }
  }

  /** What a value has to look like. */
  public enum Kind {
    TEXT,
    NUMBER,
    DATE;

    @JsonValue
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
