package io.nexushive.translator.candidate;

import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.translator.backtranslation.BackTranslation;
import io.nexushive.translator.backtranslation.Clause;
import io.nexushive.translator.backtranslation.Clause.Kind;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether two queries read a question alike: the same tables, conditions, groups and figures,
 * whatever their texts look like. Neither is run for that.
 */
final class Agreement {
  private static final double DISAGREEMENT = 0.15;
  private static final Map<Kind, String> SPOKEN =
      Map.of(
          Kind.READ, "tables",
          Kind.KEEP, "conditions",
          Kind.GROUP, "groups",
          Kind.KEEP_GROUPS, "conditions on groups",
          Kind.SHOW, "figures",
          Kind.TAKE, "how many are taken",
          Kind.ORDER, "order");

  private Agreement() {}

  /** What differs, each part by a name that a reader knows; empty where nothing does. */
  static List<String> differences(BackTranslation one, BackTranslation other) {
    Map<Kind, Set<String>> a = normalised(one);
    Map<Kind, Set<String>> b = normalised(other);
    return SPOKEN.keySet().stream()
        .sorted()
        .filter(kind -> !a.getOrDefault(kind, Set.of()).equals(b.getOrDefault(kind, Set.of())))
        .map(SPOKEN::get)
        .toList();
  }

  /** The confidence of a reading that another one confirms, or not. */
  static double weighed(double confidence, double other, boolean agrees) {
    double best = Math.max(confidence, other);
    double weighed = agrees ? best + (1 - best) / 2 : Math.max(0, confidence - DISAGREEMENT);
    return Math.round(weighed * 1000) / 1000.0;
  }

  private static Map<Kind, Set<String>> normalised(BackTranslation query) {
    Map<Kind, Set<String>> parts = new EnumMap<>(Kind.class);
    for (Clause clause : query.clauses()) {
      parts
          .computeIfAbsent(clause.kind(), k -> new HashSet<>())
          .addAll(
              clause.items().stream()
                  .map(item -> item.toLowerCase(Locale.ROOT).replace("'", ""))
                  .toList());
    }
    parts.put(
        Kind.READ,
        query.used().keySet().stream().map(CatalogTable::name).collect(Collectors.toSet()));
    Set<String> groups = parts.getOrDefault(Kind.GROUP, Set.of());
    Set<String> names = groups.stream().filter(g -> !g.endsWith(" id")).collect(Collectors.toSet());
    if (!names.isEmpty()) {
      // A name and its key make the same groups.
      parts.put(Kind.GROUP, names);
    }
    Set<String> shown = parts.getOrDefault(Kind.SHOW, Set.of());
    Set<String> figures = new HashSet<>(shown);
    figures.removeAll(groups);
    // Labels beside figures are a matter of taste; without figures they are what was asked for.
    parts.put(Kind.SHOW, figures.isEmpty() ? shown : figures);
    if (!parts.containsKey(Kind.TAKE)) {
      parts.remove(Kind.ORDER);
    }
    return parts;
  }
}
