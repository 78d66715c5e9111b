package io.nexushive.translator.schema;

import io.nexushive.translator.language.Stemmer;
import io.nexushive.translator.language.Words;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables with the keys between them. */
public final class JoinGraph {
  private final Map<Table, List<Join>> joins = new LinkedHashMap<>();

  /** Keys of which a question names several between the same tables. */
  private final List<Join> contested = new ArrayList<>();

  void add(Join join) {
    joins.computeIfAbsent(join.child(), k -> new ArrayList<>()).add(join);
    if (join.child() != join.parent()) {
      joins.computeIfAbsent(join.parent(), k -> new ArrayList<>()).add(join);
    }
  }

  public List<Join> of(Table table) {
    return joins.getOrDefault(table, List.of());
  }

  List<Join> all() {
    return joins.values().stream().flatMap(List::stream).distinct().toList();
  }

  /**
   * The graph for a question: where its words choose one of several keys between two tables, the
   * others are not in it.
   */
  JoinGraph asked(String question) {
    Map<Set<Table>, List<Join>> choices = new LinkedHashMap<>();
    all().stream()
        .filter(j -> j.child() != j.parent())
        .forEach(
            j ->
                choices
                    .computeIfAbsent(Set.of(j.child(), j.parent()), k -> new ArrayList<>())
                    .add(j));
    choices
        .values()
        .removeIf(c -> c.size() < 2 || c.stream().allMatch(j -> j.synonyms().isEmpty()));
    if (choices.isEmpty()) {
      return this;
    }
    Set<String> stems = stems(question);
    Set<Join> left = new HashSet<>();
    List<Join> open = new ArrayList<>();
    for (List<Join> choice : choices.values()) {
      List<Join> said = choice.stream().filter(j -> isSaid(j, choice, stems)).toList();
      if (said.size() == 1) {
        choice.stream().filter(j -> j != said.get(0)).forEach(left::add);
      } else {
        open.addAll(said);
      }
    }
    if (left.isEmpty() && open.isEmpty()) {
      return this;
    }
    JoinGraph chosen = new JoinGraph();
    joins.forEach(
        (table, of) ->
            chosen.joins.put(table, of.stream().filter(j -> !left.contains(j)).toList()));
    chosen.contested.addAll(open);
    return chosen;
  }

  /** Whether the words occur that one of its synonyms has and those of the others have not. */
  private static boolean isSaid(Join join, List<Join> choice, Set<String> question) {
    Set<String> shared = new HashSet<>();
    choice.stream()
        .filter(j -> j != join)
        .forEach(j -> j.synonyms().forEach(s -> shared.addAll(stems(s))));
    return join.synonyms().stream()
        .map(JoinGraph::stems)
        .anyMatch(
            own -> {
              own.removeAll(shared);
              return !own.isEmpty() && question.containsAll(own);
            });
  }

  private static Set<String> stems(String text) {
    Set<String> stems = new HashSet<>();
    Words.ofName(text).forEach(w -> stems.add(Stemmer.stem(Words.singular(w))));
    return stems;
  }

  /**
   * Why a question about {@code tables} cannot be answered by one query: it names several of the
   * keys that lead to one of them. Fit to be shown.
   */
  public Optional<String> contested(Collection<Table> tables) {
    return contested.stream()
        .map(Join::parent)
        .filter(tables::contains)
        .findFirst()
        .map(
            table ->
                table.spoken()
                    + " can be "
                    + contested.stream()
                        .filter(j -> j.parent() == table)
                        .map(j -> j.synonyms().get(0))
                        .collect(Collectors.joining(" or "))
                    + ", and the question names more than one; ask for one at a time");
  }

  /** Keys that lead directly between two tables. */
  public List<Join> between(Table one, Table other) {
    return of(one).stream().filter(j -> j.other(one) == other).toList();
  }

  /** The fewest keys that lead from one table to another. */
  public Optional<List<Join>> path(Table from, Table to) {
    return path(Set.of(from), to, Set.of());
  }

  /** The fewest keys from any of {@code from} to {@code to}; of those, the most preferred. */
  public Optional<List<Join>> path(Collection<Table> from, Table to, Set<Table> preferred) {
    if (from.contains(to)) {
      return Optional.of(List.of());
    }
    Map<Table, Join> cameBy = new HashMap<>();
    Map<Table, Step> steps = new HashMap<>();
    from.forEach(t -> steps.put(t, new Step(0, 0)));
    Deque<Table> queue = new ArrayDeque<>(from);
    while (!queue.isEmpty()) {
      Table at = queue.poll();
      // All paths of this length are known by now.
      if (at == to) {
        return Optional.of(unwind(to, cameBy, from));
      }
      List<Join> next = new ArrayList<>(of(at));
      next.sort(java.util.Comparator.comparingInt(j -> preferred.contains(j.other(at)) ? 0 : 1));
      for (Join join : next) {
        Table other = join.other(at);
        Step step = steps.get(at).by(join);
        Step before = steps.get(other);
        if (before == null || step.isBetterThan(before)) {
          steps.put(other, step);
          cameBy.put(other, join);
          if (before == null) {
            queue.add(other);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** How a table was reached: over how many keys, of which how many are preferred. */
  private record Step(int keys, int preferred) {
    Step by(Join join) {
      return new Step(keys + 1, preferred + (join.isPreferred() ? 1 : 0));
    }

    boolean isBetterThan(Step other) {
      return keys == other.keys && preferred > other.preferred;
    }
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
      if (!join.isSingleFrom(at)) {
        return false;
      }
      at = join.other(at);
    }
    return true;
  }
}
