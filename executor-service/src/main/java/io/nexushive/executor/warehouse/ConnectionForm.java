package io.nexushive.executor.warehouse;

import com.fasterxml.jackson.annotation.JsonValue;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What a person fills in to connect to a warehouse of one kind. Pages draw it as it is, so that a
 * new kind needs no page of its own.
 *
 * @param label the kind's name as people know it
 * @param secret what is kept sealed; {@code null} where there is nothing to keep
 */
public record ConnectionForm(String kind, String label, List<Field> fields, Secret secret) {
  private static final int LONGEST_VALUE = 2_000;
  private static final int LONGEST_LINES = 65_536;

  public ConnectionForm {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(label, "label");
    fields = List.copyOf(fields);
  }

  /** How a setting is entered. */
  public enum Type {
    TEXT,
    NUMBER,
    CHOICE,
    /** A text of several lines. */
    LINES,
    /** Names a file or folder of the executor's own: only administrators may say which. */
    FILE;

    @JsonValue
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A setting.
   *
   * @param name as in the connection's settings
   * @param choices what can be chosen; empty where it is entered freely
   * @param preset what is taken when nothing is entered; may be {@code null}
   * @param hint what to enter; may be {@code null}
   */
  public record Field(
      String name,
      String label,
      Type type,
      boolean required,
      List<String> choices,
      String preset,
      String hint) {
    public Field {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(label, "label");
      choices = List.copyOf(choices);
    }

    /** One that has to be filled in. */
    public static Field required(String name, String label, Type type, String hint) {
      return new Field(name, label, type, true, List.of(), null, hint);
    }

    /** One that can be left empty. */
    public static Field optional(String name, String label, Type type, String preset, String hint) {
      return new Field(name, label, type, false, List.of(), preset, hint);
    }

    /** One of a few words, the first of which is taken when none is chosen. */
    public static Field choice(String name, String label, List<String> choices, String hint) {
      return new Field(name, label, Type.CHOICE, false, choices, choices.get(0), hint);
    }
  }

  /**
   * The secret.
   *
   * @param lines whether it has several lines, as keys in JSON or PEM have
   */
  public record Secret(String label, boolean required, boolean lines) {}

  /** The form of a server that is reached by host, port, database and user. */
  public static ConnectionForm ofServer(
      String kind, String label, int port, List<String> sslModes) {
    return new ConnectionForm(
        kind,
        label,
        List.of(
            Field.required("host", "Host", Type.TEXT, "db.example.com, as the executor reaches it"),
            Field.optional("port", "Port", Type.NUMBER, Integer.toString(port), null),
            Field.required("database", "Database", Type.TEXT, null),
            Field.required("user", "User", Type.TEXT, "a login that may only read"),
            Field.choice(
                "sslmode",
                "Encryption",
                sslModes,
                "verify-full also checks that the server is the one named")),
        new Secret("Password", false, false));
  }

  /** The form with more fields at its end. */
  public ConnectionForm with(List<Field> more) {
    List<Field> all = new ArrayList<>(fields);
    all.addAll(more);
    return new ConnectionForm(kind, label, all, secret);
  }

  /**
   * Checks what was entered.
   *
   * @throws NexusException that names the first setting that does not do, and why
   */
  public void require(Map<String, String> settings) {
    for (String name : settings.keySet()) {
      if (fields.stream().noneMatch(f -> f.name().equals(name))) {
        throw wrong(name, "a connection of kind " + kind + " has no such setting");
      }
    }
    for (Field field : fields) {
      require(field, settings.get(field.name()));
    }
  }

  private static void require(Field field, String value) {
    if (value == null || value.isBlank()) {
      if (field.required()) {
        throw wrong(field.name(), "is needed");
      }
      return;
    }
    int longest = field.type() == Type.LINES ? LONGEST_LINES : LONGEST_VALUE;
    if (value.length() > longest) {
      throw wrong(field.name(), "has at most " + longest + " characters");
    }
    if (field.type() == Type.NUMBER && !value.matches("\\d{1,9}")) {
      throw wrong(field.name(), "is a whole number");
    }
    if (!field.choices().isEmpty() && !field.choices().contains(value)) {
      throw wrong(field.name(), "is one of " + String.join(", ", field.choices()));
    }
  }

  private static NexusException wrong(String field, String why) {
    return new NexusException(ErrorCode.INVALID_REQUEST, "settings." + field + ": " + why + ".");
  }
}
