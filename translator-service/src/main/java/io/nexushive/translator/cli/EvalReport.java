package io.nexushive.translator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Coverage, precision and accuracy as they add up, and the time that questions took. */
final class EvalReport {
  private static final List<String> LEVELS = List.of("easy", "medium", "hard", "extra");
  private final Tally all = new Tally();
  private final Map<String, Tally> byHardness =
      new TreeMap<>(
          java.util.Comparator.comparing(
              h -> LEVELS.contains(h) ? String.valueOf(LEVELS.indexOf(h)) : h));
  private final Map<String, Tally> byDatabase = new TreeMap<>();
  private final List<Long> nanos = new ArrayList<>();
  private int troubles;
  private String lastTrouble;

  private static final class Tally {
    private int asked;
    private int answered;
    private int right;

    void add(Optional<Boolean> result) {
      asked++;
      answered += result.isPresent() ? 1 : 0;
      right += result.orElse(false) ? 1 : 0;
    }

    String line(String name) {
      return String.format(
          Locale.ROOT,
          "%-34s %6d %9d %6d %9s %10s %9s%n",
          name,
          asked,
          answered,
          right,
          percent(answered, asked),
          percent(right, answered),
          percent(right, asked));
    }

    private static String percent(int part, int whole) {
      return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }
  }

  /**
   * @param right empty where the parser abstained
   */
  void add(EvalQuestion question, Optional<Boolean> right, long took) {
    all.add(right);
    byHardness.computeIfAbsent(question.hardness(), h -> new Tally()).add(right);
    byDatabase.computeIfAbsent(question.db(), d -> new Tally()).add(right);
    nanos.add(took);
  }

  /** The model did not answer the question at all, which is no abstention of its own. */
  void addTrouble(String why) {
    troubles++;
    lastTrouble = why;
  }

  /** How often the model did not answer, and why the last time; absent where it always did. */
  Optional<String> trouble() {
    return troubles == 0
        ? Optional.empty()
        : Optional.of(
            "no answer to %d of %d questions; the last time: %s"
                .formatted(troubles, all.asked, lastTrouble));
  }

  /** Whether no question at all was answered for such a reason. */
  boolean isSilent() {
    return troubles > 0 && troubles == all.asked;
  }

  String progress(int of) {
    return String.format(
        Locale.ROOT,
        "%d of %d questions, %d answered, %d right",
        all.asked,
        of,
        all.answered,
        all.right);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "%-34s %6s %9s %6s %9s %10s %9s%n",
            "", "asked", "answered", "right", "coverage", "precision", "accuracy"));
    text.append(all.line("all"));
    byHardness.forEach((name, tally) -> text.append(tally.line("hardness " + name)));
    byDatabase.forEach((name, tally) -> text.append(tally.line(name)));
    if (!nanos.isEmpty()) {
      List<Long> sorted = nanos.stream().sorted().toList();
      text.append(
          String.format(
              Locale.ROOT,
              "time per question: median %.2f ms, p99 %.2f ms%n",
              sorted.get(sorted.size() / 2) / 1e6,
              sorted.get(sorted.size() * 99 / 100) / 1e6));
    }
    return text.toString();
  }
}
