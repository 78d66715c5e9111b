package io.nexushive.translator.followup;

import io.nexushive.translator.followup.Clause.Kind;
import io.nexushive.translator.language.Vocabulary;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts the clauses of a follow-up into the question before it. */
final class Rewriting {
  private static final String[] RANKS = {
    "most", "least", "highest", "lowest", "largest", "smallest", "best", "worst", "biggest"
  };
  private static final Set<String> AUXILIARIES =
      Set.of("were", "was", "are", "is", "there", "did", "do", "we", "have", "had");

  /** A part of the new question, as it will stand there. */
  private record Part(Kind kind, Clause clause, String text) {
    Part(Clause clause) {
      this(clause.kind(), clause, clause.text());
    }
  }

  private final Cues cues;
  private final List<Part> parts = new ArrayList<>();
  private boolean failed;

  private Rewriting(List<Clause> earlier, Cues cues) {
    this.cues = cues;
    earlier.stream()
        .filter(clause -> !clause.nodes().get(0).isMark("?", ".", "!"))
        .map(Part::new)
        .forEach(parts::add);
  }

  /** The full question; absent where it is not clear what {@code later} changes. */
  static Optional<String> of(List<Clause> earlier, List<Clause> later, Cues cues) {
    Rewriting rewriting = new Rewriting(earlier, cues);
    later.forEach(rewriting::put);
    return rewriting.failed ? Optional.empty() : Optional.of(rewriting.text());
  }

  private void put(Clause clause) {
    switch (clause.kind()) {
      case PERIOD -> period(clause);
      case TIME_GROUP -> timeGroup(clause);
      case GROUP -> group(clause, clause.text());
      case SUBJECT -> subject(clause);
      case MEASURE -> measure(clause);
      case VALUES -> values(clause);
      case LIMIT -> limit(clause);
      case ORDER -> order(clause);
      case WORDS -> failed = true;
    }
  }

  private void period(Clause clause) {
    List<Part> old = all(Kind.PERIOD);
    if (old.size() > 1) {
      failed = true;
    } else if (old.isEmpty()) {
      append(clause, opened(clause, ""));
    } else {
      replace(old.get(0), clause, opened(clause, old.get(0).clause().opener()));
    }
  }

  /** A year or month alone needs a word before it; "last year" does not. */
  private static String opened(Clause clause, String usual) {
    if (!clause.opener().isEmpty()) {
      return clause.text();
    }
    if (!usual.isEmpty()) {
      return usual + " " + clause.text();
    }
    return clause.says("this", "current", "last", "previous", "past", "prior", "yesterday", "today")
        ? clause.text()
        : "in " + clause.text();
  }

  private void timeGroup(Clause clause) {
    if (cues.replaces()) {
      parts.removeIf(part -> part.kind() == Kind.GROUP);
    }
    parts.removeIf(part -> part.kind() == Kind.TIME_GROUP);
    append(clause, clause.text());
  }

  private void group(Clause clause, String text) {
    if (cues.replaces()) {
      parts.removeIf(part -> part.kind() == Kind.TIME_GROUP);
    }
    List<Part> old = all(Kind.GROUP);
    List<Part> subjects = all(Kind.SUBJECT);
    if (ranked()) {
      if (subjects.size() != 1 || cues.adds()) {
        failed = true;
      } else {
        Part subject = subjects.get(0);
        boolean many = subject.text().equals(subject.clause().plural());
        replace(subject, clause, many ? clause.plural() : clause.singular());
      }
    } else if (old.size() > 1) {
      failed = true;
    } else if (old.isEmpty()) {
      append(clause, text);
    } else if (cues.adds()) {
      replace(old.get(0), clause, old.get(0).text() + " and " + clause.named());
    } else {
      replace(old.get(0), clause, text);
    }
  }

  /** "Now for products": the kind of thing that is listed, ranked or grouped by. */
  private void subject(Clause clause) {
    boolean grouped = ranked() || !all(Kind.GROUP).isEmpty();
    if (cues.narrows() || !grouped) {
      failed = true;
    } else {
      group(clause, "by " + clause.singular());
    }
  }

  private void measure(Clause clause) {
    List<Part> old = all(Kind.MEASURE);
    if (old.size() != 1) {
      failed = true;
    } else if (cues.adds()) {
      replace(old.get(0), clause, old.get(0).text() + " and " + clause.text());
    } else {
      boolean counted = old.get(0).clause().says("how");
      replace(old.get(0), clause, counted ? "Show " + clause.text() : clause.text());
      if (counted) {
        parts.removeIf(p -> p.kind() == Kind.WORDS && AUXILIARIES.contains(p.text()));
      }
    }
  }

  private void values(Clause clause) {
    List<Part> same =
        all(Kind.VALUES).stream()
            .filter(part -> part.clause().columns().stream().anyMatch(clause.columns()::contains))
            .toList();
    String opened = clause.opener().isEmpty() ? "for " + clause.text() : clause.text();
    if (same.size() > 1) {
      failed = true;
    } else if (same.isEmpty()) {
      append(clause, opened.replaceAll("\\b(?:only|just) ", ""));
    } else if (cues.adds()) {
      replace(same.get(0), clause, same.get(0).text() + " and " + clause.named());
    } else {
      replace(same.get(0), clause, opened.replaceAll("\\b(?:only|just) ", ""));
    }
  }

  private void limit(Clause clause) {
    List<Part> old = all(Kind.LIMIT);
    if (old.size() == 1) {
      replace(old.get(0), clause, clause.named());
      return;
    }
    List<Part> measures = all(Kind.MEASURE);
    List<Part> groups = all(Kind.GROUP);
    boolean simple =
        measures.size() == 1
            && groups.size() == 1
            && groups
                .get(0)
                .clause()
                .named()
                .equals(
                    groups
                        .get(0)
                        .clause()
                        .nodes()
                        .get(groups.get(0).clause().nodes().size() - 1)
                        .text())
            && all(Kind.TIME_GROUP).isEmpty()
            && all(Kind.SUBJECT).isEmpty()
            && all(Kind.WORDS).stream()
                .allMatch(p -> Vocabulary.COMMANDS.contains(p.text().toLowerCase(Locale.ROOT)))
            && !ranked();
    if (!simple) {
      failed = true;
      return;
    }
    List<Part> kept =
        parts.stream()
            .filter(p -> EnumSet.of(Kind.VALUES, Kind.PERIOD).contains(p.kind()))
            .toList();
    Part measure = measures.get(0);
    Part group = groups.get(0);
    parts.clear();
    parts.add(new Part(Kind.LIMIT, clause, clause.named()));
    parts.add(new Part(Kind.SUBJECT, group.clause(), group.clause().plural()));
    parts.add(new Part(Kind.MEASURE, measure.clause(), "by " + rankedBy(measure)));
    parts.addAll(kept);
  }

  /** What is summed is ranked by its sum anyway; the word would be read otherwise there. */
  private static String rankedBy(Part measure) {
    boolean summed =
        measure.clause().opener().toLowerCase(Locale.ROOT).matches("(?:total|sum)( of)?( the)?");
    return summed ? measure.clause().named() : measure.text();
  }

  private void order(Clause clause) {
    List<Part> old = all(Kind.ORDER);
    if (ranked() || all(Kind.GROUP).isEmpty()) {
      failed = true;
    } else if (old.isEmpty()) {
      append(clause, clause.text());
    } else {
      replace(old.get(0), clause, clause.text());
    }
  }

  /** Whether the earlier question singles out the first few of something. */
  private boolean ranked() {
    return !all(Kind.LIMIT).isEmpty() || parts.stream().anyMatch(p -> p.clause().says(RANKS));
  }

  private List<Part> all(Kind kind) {
    return parts.stream().filter(part -> part.kind() == kind).toList();
  }

  private void append(Clause clause, String text) {
    parts.add(new Part(clause.kind(), clause, text));
  }

  private void replace(Part old, Clause clause, String text) {
    // What takes the place of a ranked subject is the subject from now on.
    parts.set(parts.indexOf(old), new Part(old.kind(), clause, text));
  }

  private String text() {
    String joined =
        parts.stream()
            .map(Part::text)
            .collect(Collectors.joining(" "))
            .replaceAll("\\s+([,?.!])", "$1");
    return joined.substring(0, 1).toUpperCase(Locale.ROOT) + joined.substring(1);
  }
}
