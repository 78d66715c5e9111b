package io.nexushive.translator.language;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a question into tokens. */
public final class Tokenizer {
  private static final String MONTH =
      "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
          + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
  private static final Pattern PIECE =
      Pattern.compile(
          "\"([^\"]*)\""
              + "|(?<![A-Za-z0-9])'((?:[^']|'(?=[A-Za-z]))*)'(?![A-Za-z0-9])"
              + "|(\\d{4}-\\d{1,2}-\\d{1,2}(?:[ T]\\d{2}:\\d{2}:\\d{2})?)"
              + "|(?i:\\b"
              + MONTH
              + "\\s+(\\d{1,2})(?:st|nd|rd|th)?\\s*,?\\s+(\\d{4})\\b)"
              + "|(?i:\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?"
              + MONTH
              + "\\s*,?\\s+(\\d{4})\\b)"
              + "|(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+\\.\\d+|\\d+)(?![A-Za-z0-9])"
              + "|([\\p{L}\\p{N}]+(?:\\.(?=[\\p{L}])[\\p{L}]+)*)"
              + "|(\\S)");
  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("zero", 0),
          Map.entry("two", 2),
          Map.entry("three", 3),
          Map.entry("four", 4),
          Map.entry("five", 5),
          Map.entry("six", 6),
          Map.entry("seven", 7),
          Map.entry("eight", 8),
          Map.entry("nine", 9),
          Map.entry("ten", 10),
          Map.entry("eleven", 11),
          Map.entry("twelve", 12),
          Map.entry("fifteen", 15),
          Map.entry("twenty", 20),
          Map.entry("thirty", 30),
          Map.entry("forty", 40),
          Map.entry("fifty", 50),
          Map.entry("hundred", 100),
          Map.entry("thousand", 1000),
          Map.entry("one", 1),
          Map.entry("once", 1),
          Map.entry("twice", 2));
  private static final Pattern MONTHS =
      Pattern.compile("jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec");

  private Tokenizer() {}

  /** The tokens of {@code question}, in order. */
  public static List<Token> tokens(String question) {
    String text =
        question
            .replace('\u2018', '\'')
            .replace('\u2019', '\'')
            .replace('\u201c', '"')
            .replace('\u201d', '"')
            .replace('`', '\'')
            .replace("''", "\"");
    List<Token> tokens = new ArrayList<>();
    Matcher m = PIECE.matcher(text);
    while (m.find()) {
      if (m.group(1) != null || m.group(2) != null) {
        String quoted = m.group(1) != null ? m.group(1) : m.group(2);
        if (!quoted.isBlank()) {
          tokens.add(token(Token.Kind.QUOTED, quoted.strip(), null));
        }
      } else if (m.group(3) != null) {
        tokens.add(token(Token.Kind.DATE, m.group(3), null));
      } else if (m.group(4) != null) {
        tokens.add(date(m.group(6), m.group(4), m.group(5)));
      } else if (m.group(7) != null) {
        tokens.add(date(m.group(9), m.group(8), m.group(7)));
      } else if (m.group(10) != null) {
        tokens.add(
            token(Token.Kind.NUMBER, m.group(10), new BigDecimal(m.group(10).replace(",", ""))));
      } else if (m.group(11) != null) {
        word(m.group(11), tokens);
      } else {
        tokens.add(token(Token.Kind.MARK, m.group(12), null));
      }
    }
    return expandShortForms(tokens);
  }

  private static void word(String text, List<Token> tokens) {
    // "US" is a country, not a pronoun.
    if (text.equals("US")) {
      tokens.add(new Token(Token.Kind.WORD, text, "u.s.", "u.s.", "u.s.", null));
      return;
    }
    Integer number = NUMBERS.get(text.toLowerCase(Locale.ROOT));
    tokens.add(token(Token.Kind.WORD, text, number == null ? null : BigDecimal.valueOf(number)));
  }

  private static Token date(String year, String month, String day) {
    Matcher m = MONTHS.matcher(month.toLowerCase(Locale.ROOT).substring(0, 3));
    String names = "janfebmaraprmayjunjulaugsepoctnovdec";
    int number = m.matches() ? names.indexOf(m.group()) / 3 + 1 : 1;
    String iso = String.format(Locale.ROOT, "%s-%02d-%02d", year, number, Integer.parseInt(day));
    return token(Token.Kind.DATE, iso, null);
  }

  /** don't, student's, players' and the like. */
  private static List<Token> expandShortForms(List<Token> tokens) {
    List<Token> out = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      Token t = tokens.get(i);
      boolean quote = t.kind() == Token.Kind.MARK && t.text().equals("'");
      if (quote && i + 1 < tokens.size() && tokens.get(i + 1).kind() == Token.Kind.WORD) {
        String next = tokens.get(i + 1).lower();
        Token before = out.isEmpty() ? null : out.get(out.size() - 1);
        if (next.equals("t") && before != null && before.lower().endsWith("n")) {
          out.remove(out.size() - 1);
          String verb = before.lower().substring(0, before.lower().length() - 1);
          out.add(token(Token.Kind.WORD, verb.equals("ca") ? "can" : verb, null));
          out.add(token(Token.Kind.WORD, "not", null));
          i++;
          continue;
        }
        if (next.equals("s") || next.equals("re") || next.equals("ve")) {
          out.add(token(Token.Kind.MARK, "'s", null));
          i++;
          continue;
        }
      }
      if (quote) {
        out.add(token(Token.Kind.MARK, "'s", null));
      } else {
        out.add(t);
      }
    }
    return out;
  }

  private static Token token(Token.Kind kind, String text, BigDecimal number) {
    String lower = text.toLowerCase(Locale.ROOT);
    String base = kind == Token.Kind.WORD ? Words.singular(lower) : lower;
    return new Token(
        kind, text, lower, base, kind == Token.Kind.WORD ? Stemmer.stem(base) : lower, number);
  }
}
