package io.nexushive.translator.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Base forms of words, and the words that names of tables and columns are made of. */
public final class Words {
  private static final Map<String, String> IRREGULAR =
      Map.ofEntries(
          Map.entry("people", "person"),
          Map.entry("persons", "person"),
          Map.entry("men", "man"),
          Map.entry("women", "woman"),
          Map.entry("children", "child"),
          Map.entry("feet", "foot"),
          Map.entry("mice", "mouse"),
          Map.entry("wives", "wife"),
          Map.entry("lives", "life"),
          Map.entry("leaves", "leaf"),
          Map.entry("shelves", "shelf"),
          Map.entry("data", "data"),
          Map.entry("statuses", "status"),
          Map.entry("status", "status"),
          Map.entry("buses", "bus"),
          Map.entry("bus", "bus"),
          Map.entry("gas", "gas"),
          Map.entry("news", "news"),
          Map.entry("series", "series"),
          Map.entry("species", "species"),
          Map.entry("campus", "campus"),
          Map.entry("address", "address"),
          Map.entry("bonus", "bonus"),
          Map.entry("basis", "basis"),
          Map.entry("bases", "base"),
          Map.entry("analyses", "analysis"),
          Map.entry("analysis", "analysis"),
          Map.entry("movies", "movie"),
          Map.entry("cookies", "cookie"),
          Map.entry("ties", "tie"),
          Map.entry("indices", "index"),
          Map.entry("theses", "thesis"),
          Map.entry("premises", "premise"),
          Map.entry("halves", "half"),
          Map.entry("bought", "buy"),
          Map.entry("sold", "sell"),
          Map.entry("paid", "pay"),
          Map.entry("made", "make"),
          Map.entry("held", "hold"),
          Map.entry("taught", "teach"),
          Map.entry("given", "give"),
          Map.entry("gave", "give"),
          Map.entry("won", "win"),
          Map.entry("lost", "lose"),
          Map.entry("led", "lead"),
          Map.entry("wrote", "write"),
          Map.entry("written", "write"),
          Map.entry("taken", "take"),
          Map.entry("took", "take"),
          Map.entry("spent", "spend"),
          Map.entry("sent", "send"),
          Map.entry("grew", "grow"),
          Map.entry("grown", "grow"),
          Map.entry("born", "birth"),
          Map.entry("flew", "fly"),
          Map.entry("ids", "id"),
          Map.entry("was", "be"),
          Map.entry("has", "have"),
          Map.entry("does", "do"),
          Map.entry("his", "his"),
          Map.entry("its", "its"),
          Map.entry("this", "this"),
          Map.entry("is", "be"),
          Map.entry("as", "as"),
          Map.entry("us", "us"),
          Map.entry("plus", "plus"),
          Map.entry("previous", "previous"),
          Map.entry("various", "various"),
          Map.entry("times", "time"));

  private Words() {}

  /** The singular of a plural noun; other words as they are. */
  public static String singular(String word) {
    String w = word.toLowerCase(Locale.ROOT);
    String known = IRREGULAR.get(w);
    if (known != null) {
      return known;
    }
    int n = w.length();
    if (n < 4 || !w.endsWith("s") || w.endsWith("ss") || w.endsWith("us") || w.endsWith("is")) {
      return w;
    }
    if (w.endsWith("ies")) {
      return n > 4 ? w.substring(0, n - 3) + "y" : w.substring(0, n - 1);
    }
    if (w.endsWith("sses")
        || w.endsWith("shes")
        || w.endsWith("ches")
        || w.endsWith("xes")
        || w.endsWith("tzes")) {
      return w.substring(0, n - 2);
    }
    if (w.endsWith("uses") && n > 6 && "aeo".indexOf(w.charAt(n - 5)) < 0) {
      return w.substring(0, n - 2);
    }
    if (w.endsWith("oes")) {
      return n > 5 ? w.substring(0, n - 2) : w.substring(0, n - 1);
    }
    return w.substring(0, n - 1);
  }

  /** The plural of an English noun, for sentences that we write. */
  public static String plural(String noun) {
    if (noun.endsWith("s") || noun.endsWith("data")) {
      return noun;
    }
    if (noun.endsWith("y")
        && noun.length() > 1
        && "aeiou".indexOf(noun.charAt(noun.length() - 2)) < 0) {
      return noun.substring(0, noun.length() - 1) + "ies";
    }
    return noun.endsWith("x") || noun.endsWith("ch") || noun.endsWith("sh")
        ? noun + "es"
        : noun + "s";
  }

  /** Splits a technical name: {@code orderDate_ID2} is order, date, id, 2. All in lower case. */
  public static List<String> ofName(String name) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isLetterOrDigit(c)) {
        flush(word, words);
        continue;
      }
      if (word.length() > 0 && startsWord(name, i)) {
        flush(word, words);
      }
      word.append(Character.toLowerCase(c));
    }
    flush(word, words);
    return words;
  }

  private static boolean startsWord(String name, int i) {
    char c = name.charAt(i);
    char before = name.charAt(i - 1);
    if (Character.isDigit(c) != Character.isDigit(before)) {
      return true;
    }
    if (!Character.isUpperCase(c)) {
      return false;
    }
    boolean lowerNext = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
    return Character.isLowerCase(before) || lowerNext && Character.isUpperCase(before);
  }

  private static void flush(StringBuilder word, List<String> words) {
    if (word.length() > 0) {
      words.add(word.toString());
      word.setLength(0);
    }
  }
}
