package io.nexushive.translator.language;

import java.util.Locale;

/** The stemming algorithm of M. F. Porter, "An algorithm for suffix stripping", 1980. */
public final class Stemmer {
  private static final String[][] STEP2 = {
    {"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"}, {"anci", "ance"}, {"izer", "ize"},
    {"abli", "able"}, {"alli", "al"}, {"entli", "ent"}, {"eli", "e"}, {"ousli", "ous"},
    {"ization", "ize"}, {"ation", "ate"}, {"ator", "ate"}, {"alism", "al"}, {"iveness", "ive"},
    {"fulness", "ful"}, {"ousness", "ous"}, {"aliti", "al"}, {"iviti", "ive"}, {"biliti", "ble"}
  };
  private static final String[][] STEP3 = {
    {"icate", "ic"},
    {"ative", ""},
    {"alize", "al"},
    {"iciti", "ic"},
    {"ical", "ic"},
    {"ful", ""},
    {"ness", ""}
  };
  private static final String[] STEP4 = {
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous",
    "ive", "ize", "ion", "al", "er", "ic", "ou"
  };

  private Stemmer() {}

  /** The stem of {@code word}; words of one family share it. */
  public static String stem(String word) {
    String w = word.toLowerCase(Locale.ROOT);
    if (w.length() < 3) {
      return w;
    }
    return step5(step4(replace(replace(step1(w), STEP2), STEP3)));
  }

  private static String step1(String word) {
    String w = word;
    if (w.endsWith("sses") || w.endsWith("ies")) {
      w = w.substring(0, w.length() - 2);
    } else if (w.endsWith("s") && !w.endsWith("ss")) {
      w = w.substring(0, w.length() - 1);
    }
    if (w.endsWith("eed")) {
      w = measure(w, w.length() - 3) > 0 ? w.substring(0, w.length() - 1) : w;
    } else if (w.endsWith("ed") && hasVowel(w, w.length() - 2)) {
      w = mend(w.substring(0, w.length() - 2));
    } else if (w.endsWith("ing") && hasVowel(w, w.length() - 3)) {
      w = mend(w.substring(0, w.length() - 3));
    }
    if (w.endsWith("y") && hasVowel(w, w.length() - 1)) {
      w = w.substring(0, w.length() - 1) + "i";
    }
    return w;
  }

  private static String mend(String w) {
    if (w.endsWith("at") || w.endsWith("bl") || w.endsWith("iz")) {
      return w + "e";
    }
    int n = w.length();
    if (n > 1 && w.charAt(n - 1) == w.charAt(n - 2) && isConsonant(w, n - 1)) {
      return "lsz".indexOf(w.charAt(n - 1)) >= 0 ? w : w.substring(0, n - 1);
    }
    return measure(w, n) == 1 && endsCvc(w, n) ? w + "e" : w;
  }

  private static String replace(String w, String[][] rules) {
    for (String[] rule : rules) {
      if (w.endsWith(rule[0])) {
        int stem = w.length() - rule[0].length();
        return measure(w, stem) > 0 ? w.substring(0, stem) + rule[1] : w;
      }
    }
    return w;
  }

  private static String step4(String w) {
    for (String suffix : STEP4) {
      if (w.endsWith(suffix)) {
        int stem = w.length() - suffix.length();
        boolean fits =
            measure(w, stem) > 1
                && (!suffix.equals("ion") || stem > 0 && "st".indexOf(w.charAt(stem - 1)) >= 0);
        return fits ? w.substring(0, stem) : w;
      }
    }
    return w;
  }

  private static String step5(String word) {
    String w = word;
    int n = w.length() - 1;
    if (w.endsWith("e") && (measure(w, n) > 1 || measure(w, n) == 1 && !endsCvc(w, n))) {
      w = w.substring(0, n);
    }
    if (w.endsWith("ll") && measure(w, w.length()) > 1) {
      w = w.substring(0, w.length() - 1);
    }
    return w;
  }

  private static boolean isConsonant(String w, int i) {
    return switch (w.charAt(i)) {
      case 'a', 'e', 'i', 'o', 'u' -> false;
      case 'y' -> i == 0 || !isConsonant(w, i - 1);
      default -> true;
    };
  }

  private static int measure(String w, int end) {
    int count = 0;
    boolean vowelBefore = false;
    for (int i = 0; i < end; i++) {
      boolean consonant = isConsonant(w, i);
      if (consonant && vowelBefore) {
        count++;
      }
      vowelBefore = !consonant;
    }
    return count;
  }

  private static boolean hasVowel(String w, int end) {
    for (int i = 0; i < end; i++) {
      if (!isConsonant(w, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsCvc(String w, int end) {
    return end > 2
        && isConsonant(w, end - 3)
        && !isConsonant(w, end - 2)
        && isConsonant(w, end - 1)
        && "wxy".indexOf(w.charAt(end - 1)) < 0;
  }
}
