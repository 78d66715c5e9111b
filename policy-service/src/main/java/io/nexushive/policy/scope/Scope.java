package io.nexushive.policy.scope;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What names can stand for at one place, and what was seen while reading there. */
final class Scope {
  final Scope outer;
  final List<Relation> relations = new ArrayList<>(3);

  /** Columns that USING or NATURAL made one of several. */
  final Set<String> merged = new HashSet<>(2);

  /** The terms of the result by their names; several may share one. */
  final Map<String, Value> aliases = new HashMap<>();

  /** Names of the result whose terms have not been read yet. */
  final Set<String> pendingAliases = new HashSet<>();

  /**
   * Relations before this one are not seen by the condition that is being read, in some dialects:
   * the condition of a join sees that join's two sides only.
   */
  int visibleFrom;

  Clause clause = Clause.FROM;

  /** How many rows functions in its terms make for each of its rows. */
  double generated = 1;

  boolean aggregates;
  boolean collects;
  boolean smallGroups;

  /** Relations whose key was compared with a constant. */
  final Set<Relation> isolated = new HashSet<>();

  Scope(Scope outer) {
    this.outer = outer;
  }

  /**
   * The clause that is being read; that of the query around it, where this one is a value there.
   */
  Clause place() {
    Scope at = this;
    while ((at.clause == Clause.SELECT || at.clause == Clause.FROM) && at.outer != null) {
      at = at.outer;
    }
    return at.clause;
  }

  /** Where an expression stands. */
  enum Clause {
    FROM,
    JOIN,
    WHERE,
    GROUP,
    HAVING,
    QUALIFY,
    SELECT,
    ORDER,
    LIMIT
  }

  /** Common table expressions by name, innermost first. */
  record Ctes(Ctes outer, String name, String written, Shape shape, boolean recursing) {
    static Ctes find(Ctes from, String name) {
      for (Ctes at = from; at != null; at = at.outer) {
        if (at.name.equals(name)) {
          return at;
        }
      }
      return null;
    }
  }
}
