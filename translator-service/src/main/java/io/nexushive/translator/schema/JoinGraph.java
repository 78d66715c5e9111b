package io.nexushive.translator.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables with the keys between them. */
public final class JoinGraph {
  private final Map<Table, List<Join>> joins = new HashMap<>();

  void add(Join join) {
    joins.computeIfAbsent(join.child(), k -> new ArrayList<>()).add(join);
    if (join.child() != join.parent()) {
      joins.computeIfAbsent(join.parent(), k -> new ArrayList<>()).add(join);
    }
  }

  public List<Join> of(Table table) {
    return joins.getOrDefault(table, List.of());
  }

  /** Keys that lead directly between two tables. */
  public List<Join> between(Table one, Table other) {
    return of(one).stream().filter(j -> j.other(one) == other).toList();
  }

  /** The fewest keys that lead from one table to another. */
  public Optional<List<Join>> path(Table from, Table to) {
    return path(Set.of(from), to, Set.of());
  }

  /** The fewest keys from any of {@code from} to {@code to}. */
  public Optional<List<Join>> path(Collection<Table> from, Table to, Set<Table> preferred) {
    if (from.contains(to)) {
      return Optional.of(List.of());
    }
    Map<Table, Join> cameBy = new HashMap<>();
    Set<Table> seen = new HashSet<>(from);
    Deque<Table> queue = new ArrayDeque<>(from);
    while (!queue.isEmpty()) {
      Table at = queue.poll();
      List<Join> next = new ArrayList<>(of(at));
      next.sort(java.util.Comparator.comparingInt(j -> preferred.contains(j.other(at)) ? 0 : 1));
      for (Join join : next) {
        Table other = join.other(at);
        if (seen.add(other)) {
          cameBy.put(other, join);
          if (other == to) {
            return Optional.of(unwind(to, cameBy, from));
          }
          queue.add(other);
        }
      }
    }
    return Optional.empty();
  }

  private static List<Join> unwind(Table to, Map<Table, Join> cameBy, Collection<Table> from) {
    List<Join> path = new ArrayList<>();
    Table at = to;
    while (!from.contains(at)) {
      Join join = cameBy.get(at);
      path.add(0, join);
      at = join.other(at);
    }
    return path;
  }

  /** Connects all of {@code wanted}, starting at {@code base}; empty where that is impossible. */
  public Optional<List<Join>> tree(Table base, Collection<Table> wanted) {
    Set<Table> reached = new LinkedHashSet<>(List.of(base));
    Set<Table> open = new LinkedHashSet<>(wanted);
    open.remove(base);
    List<Join> tree = new ArrayList<>();
    Set<Table> preferred = new HashSet<>(wanted);
    while (!open.isEmpty()) {
      List<Join> best = null;
      Table bestTable = null;
      for (Table table : open) {
        List<Join> path = path(reached, table, preferred).orElse(null);
        if (path != null && (best == null || path.size() < best.size())) {
          best = path;
          bestTable = table;
        }
      }
      if (best == null) {
        return Optional.empty();
      }
      for (Join join : best) {
        if (!tree.contains(join)) {
          tree.add(join);
        }
        reached.add(join.child());
        reached.add(join.parent());
      }
      open.remove(bestTable);
      open.removeAll(reached);
    }
    return Optional.of(tree);
  }

  /** Whether each row of {@code from} leads to at most one row of {@code to} on {@code path}. */
  public static boolean single(Table from, List<Join> path) {
    Table at = from;
    for (Join join : path) {
      if (join.child() != at) {
        return false;
      }
      at = join.parent();
    }
    return true;
  }
}
