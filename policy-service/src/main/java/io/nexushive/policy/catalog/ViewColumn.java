package io.nexushive.policy.catalog;

/**
 * A column as a set of roles may see it.
 *
 * @param table its table's name
 * @param name as the warehouse spells it
 * @param key whether it alone is the table's primary key
 * @param forbidden why none of the roles may use it; {@code null} where one may
 */
public record ViewColumn(String table, String name, boolean key, String forbidden) {
  public boolean isForbidden() {
    return forbidden != null;
  }

  @Override
  public String toString() {
    return table + "." + name;
  }
}
