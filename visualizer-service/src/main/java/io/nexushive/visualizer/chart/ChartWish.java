package io.nexushive.visualizer.chart;

import io.nexushive.model.envelope.Chart.Kind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the words of a question say about how its answer is to be drawn.
 *
 * @param named the kind that the asker named
 */
record ChartWish(
    Optional<Kind> named, boolean trend, boolean share, boolean ranking, boolean relation) {
  private static final Pattern TREND =
      words("trends?|over time|develop\\w*|evol\\w*|histor\\w*|month by month|growth|timeline");
  private static final Pattern SHARE =
      words(
          "shares?|proportions?|percent(age)? of|distribut\\w*|breakdown|split|composition|part of"
              + " the whole|makes? up");
  private static final Pattern RANKING =
      words("top|bottom|best|worst|highest|lowest|most|least|largest|smallest|rank\\w*|leading");
  private static final Pattern RELATION =
      words("versus|vs|against|correlat\\w*|relation(ship)?|depend\\w*|scatter");

  private static final Map<Kind, Pattern> NAMED = new LinkedHashMap<>();

  static {
    NAMED.put(Kind.STACKED_BAR, words("stacked( bars?| columns?)?( chart)?"));
    NAMED.put(Kind.DOUGHNUT, words("do(ugh)?nuts?( chart)?"));
    NAMED.put(Kind.PIE, words("pies?( chart)?"));
    NAMED.put(Kind.AREA, words("area (chart|graph|plot)"));
    NAMED.put(Kind.LINE, words("line (chart|graph|plot)"));
    NAMED.put(Kind.SCATTER, words("scatter( ?plot| chart)?"));
    NAMED.put(Kind.BAR, words("(bar|column) (chart|graph|plot)|histogram"));
    NAMED.put(Kind.TABLE, words("as a table|in a table|as table|tabular"));
  }

  static ChartWish of(String question) {
    String text = question.toLowerCase(Locale.ROOT);
    Optional<Kind> named =
        NAMED.entrySet().stream()
            .filter(e -> e.getValue().matcher(text).find())
            .map(Map.Entry::getKey)
            .findFirst();
    return new ChartWish(
        named,
        TREND.matcher(text).find(),
        SHARE.matcher(text).find(),
        RANKING.matcher(text).find(),
        RELATION.matcher(text).find());
  }

  boolean wants(Kind kind) {
    return named.filter(kind::equals).isPresent();
  }

  private static Pattern words(String alternatives) {
    return Pattern.compile("\\b(" + alternatives + ")\\b");
  }
}
