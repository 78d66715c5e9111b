package io.nexushive.visualizer.chart;

import io.nexushive.visualizer.result.Words;
import java.util.regex.Pattern;

/** A chart's title: the question without the words that only ask, or only say how to draw. */
final class Title {
  private static final Pattern ASKING =
      Pattern.compile(
          "^(please\\s+)?(can you\\s+|could you\\s+)?(please\\s+)?((show|give|tell|list|display|plot"
              + "|draw|chart)( me)?( all)?( the)?|what (is|are|was|were)( the)?|i('d| would) like to"
              + " (see|know)( the)?)\\s+",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern FORM =
      Pattern.compile(
          "\\s+(as|in|with) an? ([a-z]+ )?(pie|do(ugh)?nut|bar|line|area|scatter|column|stacked"
              + "|table|chart|graph|plot)( ?(chart|graph|plot|bars?))*[?.!]*$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+|\\s+");
  private static final int LONGEST = 80;

  private Title() {}

  static String of(String question) {
    String line = CONTROL.matcher(question).replaceAll(" ").strip();
    String text = FORM.matcher(line).replaceFirst("");
    String subject = ASKING.matcher(text).replaceFirst("").strip();
    boolean reworded = !subject.isEmpty() && !subject.equals(text);
    String title = reworded ? subject.replaceAll("[?.!]+$", "") : text;
    return Words.capitalised(
        title.length() > LONGEST ? title.substring(0, LONGEST - 1).strip() + "…" : title);
  }
}
