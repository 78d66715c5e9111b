package io.nexushive.policy.tree;

import java.util.List;

/**
 * What a SELECT reads: a source and what is joined to it.
 *
 * @param joins in the order of the text
 */
public record From(Source first, List<Join> joins) {
  public From {
    joins = List.copyOf(joins);
  }

  /**
   * One join.
   *
   * @param kind as printed: a comma, or words that end in JOIN
   * @param on {@code null} where there is no condition
   * @param using the shared columns
   */
  public record Join(String kind, Source right, Expr on, List<Name> using) {
    public Join {
      using = List.copyOf(using);
    }

    public boolean natural() {
      return kind.startsWith("NATURAL");
    }

    /** Whether the joined source only picks rows, and has no names beyond the condition. */
    public boolean semi() {
      return kind.contains("SEMI") || kind.contains("ANTI");
    }
  }

  /** Something that gives rows. */
  public sealed interface Source {

    /** Calls the method that fits. */
    <T> T accept(Visitor<T> visitor);
  }

  /** One method for each kind of source. */
  public interface Visitor<T> {
    T table(Table table);

    T derived(Derived derived);

    T function(FunctionSource function);

    T group(JoinGroup group);
  }

  /**
   * A table, a view or a common table expression.
   *
   * @param alias {@code null} where there is none
   * @param columns new names of its columns
   * @param sample TABLESAMPLE and the like, as printed; empty where none
   * @param position offset in the submitted text; -1 where unknown
   */
  public record Table(List<Name> parts, Name alias, List<Name> columns, String sample, int position)
      implements Source {
    public Name last() {
      return parts.get(parts.size() - 1);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.table(this);
    }
  }

  /** A query in FROM. */
  public record Derived(Query query, boolean lateral, Name alias, List<Name> columns, String sample)
      implements Source {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.derived(this);
    }
  }

  /**
   * A function that gives rows.
   *
   * @param suffix WITH ORDINALITY, WITH OFFSET or empty
   */
  public record FunctionSource(
      Expr.Call call, boolean lateral, String suffix, Name alias, List<Name> columns)
      implements Source {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.function(this);
    }
  }

  /** A join in parentheses. */
  public record JoinGroup(From from, Name alias) implements Source {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.group(this);
    }
  }
}
