package io.nexushive.policy.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes queries at random over the corpus' tables, with names that collide wherever they can:
 * aliases called like sensitive columns, clauses called like tables, and the other way round.
 */
final class RandomQueries {
  private static final List<String> TABLES = List.of("sales", "regions", "products", "customers");
  private static final Map<String, List<String>> COLUMNS =
      Map.of(
          "sales", List.of("region_id", "customer_id", "product_id", "quantity", "net_revenue"),
          "regions", List.of("region_id", "region_name"),
          "products", List.of("product_id", "category", "product_name"),
          "customers", List.of("customer_id", "customer_name", "segment", "region_id"));

  /** Columns that the corpus' policy forbids an analyst. */
  static final Map<String, List<String>> FORBIDDEN_BY_TABLE =
      Map.of(
          "customers", List.of("ssn", "email"),
          "sales", List.of("profit"),
          "regions", List.of("manager"),
          "products", List.of("unit_cost"));

  private static final List<String> FORBIDDEN =
      List.of("ssn", "email", "profit", "manager", "unit_cost");
  private static final List<String> ALIASES =
      List.of("a", "b", "c", "customers", "sales", "ssn", "t");
  private static final List<String> TITLES =
      List.of("x", "y", "ssn", "email", "profit", "manager", "segment", "region_id");

  private final Random random;
  private final Map<String, List<String>> columns = new HashMap<>();
  private int budget;

  /** How often a name is taken from anywhere: one in this many. */
  private int tame;

  /** Names that are likely to be found where the query is being written. */
  private List<String> likely = List.of("region_id");

  /** Names the columns that everyone may use, {@code more} of them, and forbidden ones. */
  RandomQueries(long seed, Map<String, List<String>> more) {
    random = new Random(seed);
    COLUMNS.forEach(
        (table, names) -> {
          List<String> all = new ArrayList<>(names);
          all.addAll(more.getOrDefault(table, List.of()));
          columns.put(table, all);
        });
  }

  String next() {
    budget = 2 + random.nextInt(8);
    tame = List.of(3, 10, 40).get(random.nextInt(3));
    StringBuilder sql = new StringBuilder();
    if (random.nextInt(4) == 0) {
      sql.append("WITH ").append(pick(ALIASES));
      if (random.nextInt(3) == 0) {
        sql.append('(').append(pick(TITLES)).append(')');
      }
      sql.append(" AS (").append(select()).append(") ");
    }
    sql.append(select());
    if (random.nextInt(8) == 0) {
      sql.append(pick(List.of(" UNION ALL ", " EXCEPT ", " INTERSECT "))).append(select());
    }
    return sql.toString();
  }

  private String select() {
    budget--;
    List<String> before = likely;
    likely = new ArrayList<>(random.nextInt(3) == 0 ? before : List.of());
    String from = source();
    for (int i = random.nextInt(3); i > 0; i--) {
      from += join();
    }
    StringBuilder sql = new StringBuilder("SELECT ");
    boolean grouped = random.nextInt(3) == 0;
    int terms = 1 + random.nextInt(2);
    List<String> titles = new ArrayList<>();
    for (int i = 0; i < terms; i++) {
      sql.append(i == 0 ? "" : ", ").append(random.nextBoolean() ? aggregate() : expression());
      if (random.nextInt(3) > 0) {
        titles.add(pick(TITLES));
        sql.append(" AS ").append(titles.get(titles.size() - 1));
      }
    }
    sql.append(" FROM ").append(from);
    if (random.nextInt(3) == 0) {
      sql.append(" WHERE ").append(condition());
    }
    if (grouped) {
      sql.append(" GROUP BY ").append(random.nextInt(4) == 0 ? "1" : name());
      if (random.nextInt(3) == 0) {
        sql.append(" HAVING ").append(aggregate()).append(" > ").append(expression());
      }
    }
    if (random.nextInt(5) == 0) {
      boolean title = !titles.isEmpty() && random.nextBoolean();
      sql.append(" ORDER BY ").append(title ? titles.get(0) : expression());
    }
    likely = new ArrayList<>(before);
    likely.addAll(titles);
    return sql.toString();
  }

  private String source() {
    if (budget > 0 && random.nextInt(4) == 0) {
      String columns = random.nextInt(6) == 0 ? "(" + pick(TITLES) + ")" : "";
      return "(" + select() + ") AS " + pick(ALIASES) + columns;
    }
    String table = random.nextInt(tame) == 0 ? pick(ALIASES) : pick(TABLES);
    likely.addAll(columns.getOrDefault(table, List.of()));
    return table + (random.nextInt(3) == 0 ? " AS " + pick(ALIASES) : "");
  }

  private String join() {
    return switch (random.nextInt(6)) {
      case 0 -> ", " + source();
      case 1 -> " NATURAL JOIN " + source();
      case 2, 3 -> " JOIN " + source() + " USING (" + name() + ")";
      case 4 -> " LEFT JOIN " + source() + " ON " + condition();
      default -> " JOIN " + source() + " ON " + name() + " = " + name();
    };
  }

  private String condition() {
    return switch (random.nextInt(7)) {
      case 0 -> name() + " IN (" + inner() + ")";
      case 1 -> "EXISTS (" + inner() + ")";
      case 2 -> condition2() + " AND " + condition2();
      case 3 -> "(" + condition2() + " OR " + condition2() + ")";
      default -> condition2();
    };
  }

  private String condition2() {
    return expression() + pick(List.of(" = ", " > ", " <> ")) + expression();
  }

  private String inner() {
    return budget > 0 ? select() : "SELECT region_id FROM regions WHERE " + name() + " > 1";
  }

  private String aggregate() {
    return switch (random.nextInt(6)) {
      case 0 -> "count(*)";
      case 1 -> "count(DISTINCT " + name() + ")";
      case 2 -> "sum(" + name() + ") FILTER (WHERE " + condition2() + ")";
      case 3 -> "count(*) OVER (PARTITION BY " + name() + ")";
      default -> pick(List.of("max", "min", "count")) + "(" + expression() + ")";
    };
  }

  private String expression() {
    return switch (random.nextInt(10)) {
      case 0 -> String.valueOf(random.nextInt(5));
      case 1 -> "CASE WHEN " + name() + " > 1 THEN " + name() + " ELSE 0 END";
      case 2 -> "coalesce(" + name() + ", 0)";
      case 3 -> "CAST(" + name() + " AS INTEGER)";
      case 4 -> budget > 0 ? "(" + select() + ")" : name();
      default -> name();
    };
  }

  private String name() {
    boolean wild = likely.isEmpty() || random.nextInt(tame) == 0;
    String name = wild ? pick(random.nextBoolean() ? FORBIDDEN : TITLES) : pick(likely);
    if (random.nextInt(8) == 0) {
      name = "\"" + name + "\"";
    }
    return random.nextInt(tame) == 0
        ? (random.nextBoolean() ? pick(ALIASES) : pick(TABLES)) + "." + name
        : name;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
