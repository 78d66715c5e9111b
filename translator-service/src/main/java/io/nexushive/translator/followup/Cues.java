package io.nexushive.translator.followup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words around a question that say that it goes on from another.
 *
 * @param rest the question without them
 * @param goesOn whether any of them was there
 * @param refersBack whether one stands for the earlier question or its answer: "that", "the same",
 *     "of those"
 * @param adds whether what is named comes on top: "also", "as well"
 * @param replaces whether what is named takes the place of all that was there: "instead"
 * @param narrows whether what is named is to be all that is left: "only"
 */
record Cues(
    String rest,
    boolean goesOn,
    boolean refersBack,
    boolean adds,
    boolean replaces,
    boolean narrows) {
  private static final String AFTER_PRONOUN =
      "(?=\\s*$|\\s+(?:by|per|for|in|as|to|on|of|over|down|up|only|just|with|without|again|instead"
          + "|too|broken|split|grouped|sorted|ordered|into|from|during|since|but)\\b)";
  private static final Pattern LEADING =
      Pattern.compile(
          "^(?:(?<go>and|but|or|so|now|then|what about|how about|what if it were)"
              + "|(?<add>also|additionally|in addition)"
              + "|(?<narrow>only|just)"
              + "|(?<replace>instead|rather)"
              + "|(?<back>as(?=\\s)|(?:exactly )?(?:the )?same(?: thing| question| again)?|again"
              + "|(?:that|those|these|this|it|them|they)"
              + AFTER_PRONOUN
              + ")"
              + "|(?<sort>sort|order|rank)(?=\\s+(?:that|those|these|this|it|them|by)\\b)"
              + "|(?<filler>ok|okay|please|show|show me|give me|display|do|make|break|split|group"
              + "|filter|limit|restrict|narrow|reduce|can you|could you|i want|let me see|let's see"
              + "|down|to)"
              + ")(?![\\p{L}\\p{N}])[\\s,:;–-]*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TRAILING =
      Pattern.compile(
          "[\\s,]+(?:(?<add>too|as well|also|in addition)|(?<narrow>only)|(?<replace>instead)"
              + "|(?<back>again)|please|now|then)$",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern INSIDE =
      Pattern.compile(
          "\\b(?:of|among) (?:those|these|them)\\b(?! (?:who|whose|that|which|with|where|having|in)\\b)",
          Pattern.CASE_INSENSITIVE);

  static Cues of(String question) {
    String rest = question.strip().replaceAll("[\\s?.!]+$", "").replaceAll("\\s+", " ");
    boolean go = false;
    boolean back = INSIDE.matcher(rest).find();
    boolean add = false;
    boolean narrow = false;
    boolean replace = false;
    String sort = "";
    for (Matcher m = LEADING.matcher(rest); m.find(); m = LEADING.matcher(rest)) {
      go |= m.group("go") != null;
      back |= m.group("back") != null;
      add |= m.group("add") != null;
      narrow |= m.group("narrow") != null;
      replace |= m.group("replace") != null;
      sort = m.group("sort") == null ? sort : "sorted ";
      rest = rest.substring(m.end());
    }
    for (Matcher m = TRAILING.matcher(rest); m.find(); m = TRAILING.matcher(rest)) {
      back |= m.group("back") != null;
      add |= m.group("add") != null;
      narrow |= m.group("narrow") != null;
      replace |= m.group("replace") != null;
      rest = rest.substring(0, m.start());
    }
    boolean goesOn = go || back || add || narrow || replace || !sort.isEmpty();
    return new Cues(sort + rest, goesOn, back, add, replace, narrow);
  }
}
