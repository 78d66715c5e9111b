package io.nexushive.policy.catalog;

import java.util.Locale;

/**
 * A column as a set of roles may see it.
 *
 * @param table its table's name
 * @param name as the warehouse spells it
 * @param key whether it alone is the table's primary key
 * @param numeric whether it is known to hold numbers
 * @param forbidden why none of the roles may use it; {@code null} where one may
 */
public record ViewColumn(
    String table, String name, boolean key, boolean numeric, String forbidden) {
  public boolean isForbidden() {
    return forbidden != null;
  }

  /** The name as policies write it. */
  public String lower() {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return table + "." + name;
  }
}
