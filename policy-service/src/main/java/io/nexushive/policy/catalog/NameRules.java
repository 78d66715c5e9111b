package io.nexushive.policy.catalog;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.tree.Name;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** When two names are the same in a dialect. */
public final class NameRules {
  private static final Map<Dialect, Set<String>> DEFAULT_SCHEMAS = new EnumMap<>(Dialect.class);

  static {
    DEFAULT_SCHEMAS.put(Dialect.POSTGRES, Set.of("public"));
    DEFAULT_SCHEMAS.put(Dialect.SQLITE, Set.of("main"));
    DEFAULT_SCHEMAS.put(Dialect.DUCKDB, Set.of("main"));
    DEFAULT_SCHEMAS.put(Dialect.SNOWFLAKE, Set.of("PUBLIC"));
    DEFAULT_SCHEMAS.put(Dialect.DATABRICKS, Set.of("default"));
    DEFAULT_SCHEMAS.put(Dialect.MYSQL, Set.of());
    DEFAULT_SCHEMAS.put(Dialect.BIGQUERY, Set.of());
  }

  private NameRules() {}

  /** The form in which a written name is compared. */
  public static String folded(Dialect dialect, Name name) {
    if (dialect == Dialect.SNOWFLAKE) {
      return name.quoted() ? name.text() : name.text().toUpperCase(Locale.ROOT);
    }
    if (dialect == Dialect.POSTGRES && name.quoted()) {
      return name.text();
    }
    return name.text().toLowerCase(Locale.ROOT);
  }

  /**
   * The form in which a name of the catalogue is compared. Snowflake's own catalogue spells names
   * that need no quotes in upper case; a catalogue written by hand spells them in lower case.
   */
  public static String catalogued(Dialect dialect, String name) {
    return switch (dialect) {
      case POSTGRES -> name;
      case SNOWFLAKE -> name.toUpperCase(Locale.ROOT);
      default -> name.toLowerCase(Locale.ROOT);
    };
  }

  /** Whether tables without a schema in the catalogue may be written with this one. */
  public static boolean isDefaultSchema(Dialect dialect, String folded) {
    return DEFAULT_SCHEMAS.get(dialect).contains(folded);
  }

  /** Whether engines of this dialect differ in whether names of tables have a case. */
  public static boolean caseMayMatter(Dialect dialect) {
    return dialect == Dialect.MYSQL || dialect == Dialect.BIGQUERY;
  }
}
