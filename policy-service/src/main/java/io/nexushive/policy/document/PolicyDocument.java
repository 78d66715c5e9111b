package io.nexushive.policy.document;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.policy.ColumnPattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A policy as it was written.
 *
 * @param roles what each role may read; a role that is not here has no rights
 * @param sensitive columns that not every role may use
 * @param combinations columns that may not meet in one query
 * @param rowFilters which rows of a table a role sees
 * @param masks columns whose values a role sees changed only
 * @param metrics figures and the aggregates that make sense of them
 * @param functions which functions may be called
 * @param limits rows and time
 * @param cost what a query may cost
 * @param kAnonymity how small a group may be
 * @param review what a steward must agree to
 * @param exampleTables the tables that the examples are about; {@code null} where none are given
 * @param examples texts, and what must be decided on them
 */
public record PolicyDocument(
    Map<String, RoleRights> roles,
    List<Sensitive> sensitive,
    List<Combination> combinations,
    List<RowFilter> rowFilters,
    List<Mask> masks,
    List<Metric> metrics,
    Functions functions,
    Limits limits,
    Cost cost,
    KAnonymity kAnonymity,
    Review review,
    Catalog exampleTables,
    List<Example> examples) {

  public PolicyDocument {
    roles = Map.copyOf(roles);
    sensitive = List.copyOf(sensitive);
    combinations = List.copyOf(combinations);
    rowFilters = List.copyOf(rowFilters);
    masks = List.copyOf(masks);
    metrics = List.copyOf(metrics);
    examples = List.copyOf(examples);
  }

  /** What a row of {@code table} must meet for {@code role} to see it; empty for every row. */
  public List<RowFilter> rowFilters(String role, String table) {
    return rowFilters.stream().filter(f -> f.table().equals(table) && f.to().covers(role)).toList();
  }

  /** How {@code role} sees a column that it may use; the first mask of the document counts. */
  public Optional<Mask.Form> mask(String role, String table, String column) {
    return masks.stream()
        .filter(m -> m.to().covers(role) && ColumnPattern.anyCovers(m.columns(), table, column))
        .map(Mask::form)
        .findFirst();
  }

  /** What follows when a rule fires. */
  public enum Action {
    ALLOW,
    REVIEW,
    DENY
  }

  /**
   * What a role may read.
   *
   * @param tables names, or {@code *} for all
   */
  public record RoleRights(Set<String> tables) {
    public RoleRights {
      tables = Set.copyOf(tables);
    }

    boolean covers(String table) {
      return tables.contains("*") || tables.contains(table);
    }
  }

  /**
   * Columns that only some roles may use, in any way.
   *
   * @param columns as {@code table.column}, lower case; either part may be {@code *}
   * @param exceptFor the roles that may use them
   * @param why for the asker
   */
  public record Sensitive(Set<String> columns, Set<String> exceptFor, String why) {
    public Sensitive {
      columns = Set.copyOf(columns);
      exceptFor = Set.copyOf(exceptFor);
    }

    boolean covers(String table, String column) {
      return ColumnPattern.anyCovers(columns, table, column);
    }
  }

  /**
   * Columns that give something away when one query uses all of them.
   *
   * @param columns as {@code table.column}, lower case
   * @param per only where one of these is used too, other than to join with another of them; empty
   *     for always
   * @param then what follows when they meet
   * @param exceptFor the roles that may use them together
   * @param why for the asker
   */
  public record Combination(
      Set<String> columns, Set<String> per, Action then, Set<String> exceptFor, String why) {
    public Combination {
      columns = Set.copyOf(columns);
      per = Set.copyOf(per);
      exceptFor = Set.copyOf(exceptFor);
    }
  }

  /**
   * Functions beside, or without, the standard list.
   *
   * @param standard whether the list that comes with the product is the base
   * @param allow more functions, by dialect; lower case
   * @param deny functions taken away again
   */
  public record Functions(boolean standard, Map<Dialect, Set<String>> allow, Set<String> deny) {
    public Functions {
      allow = Map.copyOf(allow);
      deny = Set.copyOf(deny);
    }
  }

  /** The most rows that come back, and the longest that a statement may run. */
  public record Limits(int rows, long timeoutMs) {}

  /**
   * What a query may cost.
   *
   * @param generatedRows the most rows that a generating function may make
   */
  public record Cost(Action crossJoin, Action recursion, int generatedRows) {}

  /** Groups of fewer than {@code threshold} rows are treated as {@code below} says. */
  public record KAnonymity(int threshold, Action below) {}

  /**
   * What a steward must agree to.
   *
   * @param rowLevel what happens to queries that return rows as they are stored
   * @param conditions columns and tables whose use needs it
   */
  public record Review(Action rowLevel, List<ReviewCondition> conditions) {
    public Review {
      conditions = List.copyOf(conditions);
    }
  }
}
