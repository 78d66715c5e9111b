package io.nexushive.translator.parser.reading;

import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.frame.Frame;
import java.util.Set;

/** "whose name contains 'x'", "starting with the letter M". */
final class LikeRule implements Rule {
  private static final Set<String> INSIDE =
      Vocabulary.set(
          "contain",
          "contains",
          "containing",
          "contained",
          "include",
          "includes",
          "including",
          "included",
          "like",
          "substring",
          "has",
          "have",
          "having",
          "with",
          "match",
          "matches");

  @Override
  public boolean apply(Reading r) {
    int i = 0;
    String pattern = null;
    if (r.is(0, "start", "starts", "starting", "begin", "begins", "beginning", "began", "started")
        && r.is(1, "with", "by", "from")) {
      pattern = "%s%%";
      i = 2;
    } else if (r.is(0, "end", "ends", "ending", "ended") && r.is(1, "with", "in", "by")) {
      pattern = "%%%s";
      i = 2;
    } else if (r.is(0, "prefix")) {
      pattern = "%s%%";
      i = 1;
    } else if (INSIDE.contains(r.node().lower)
        || r.is(0, "the", "a")
            && r.is(1, "substring", "word", "letter", "phrase", "string", "keyword")) {
      pattern = "%%%s%%";
      i = r.is(0, "the", "a") ? 0 : 1;
    } else {
      return false;
    }
    boolean weak = r.is(0, "has", "have", "having", "with", "match", "matches", "included", "like");
    int from = i;
    while (r.is(
            i,
            "the",
            "a",
            "an",
            "word",
            "letter",
            "letters",
            "substring",
            "phrase",
            "string",
            "keyword",
            "text",
            "words",
            "character",
            "characters",
            "in",
            "with",
            "any",
            "prefix",
            "of",
            "at",
            "least",
            "one")
        && i < from + 6) {
      i++;
    }
    boolean telling = false;
    for (int j = from; j < i; j++) {
      telling |=
          r.is(
              j,
              "word",
              "letter",
              "letters",
              "substring",
              "phrase",
              "string",
              "keyword",
              "words",
              "character",
              "prefix");
    }
    if (r.is(from + 1, "prefix") || r.is(from, "prefix")) {
      pattern = "%s%%";
    }
    Node node = r.node(i);
    boolean literal =
        node.isQuoted()
            || node.kind() != io.nexushive.translator.language.Token.Kind.MARK
                && (telling || !pattern.startsWith("%%") || !pattern.endsWith("%%"))
                && (node.first().capitalised()
                    || node.lower.length() == 1
                    || node.number() != null);
    if (!literal || weak && !telling && !node.isQuoted() || weak && !telling && node.hasValue()) {
      return false;
    }
    if (weak && !telling && !r.is(0, "like") && (r.pending == null || r.is(0, "with"))) {
      return false;
    }
    if (!weak && !telling && node.hasValue() && r.pending == null && !node.isQuoted()) {
      return false;
    }
    r.skip(i + 1);
    Frame.Filter filter = r.filter(Frame.Filter.Kind.LIKE);
    filter.literal = String.format(pattern, node.first().text());
    filter.slot = r.pending;
    r.pending = null;
    int in = r.is(0, "in", "as", "inside", "within") ? r.articles(1) : -1;
    if (r.is(in, "prefix", "substring")) {
      in = r.articles(in + 1);
      in = r.is(in, "in") ? r.articles(in + 1) : in;
    }
    if (in > 0 && r.node(in).hasColumn()) {
      r.skip(in);
      boolean their =
          r.is(-1, "their", "its") && r.is(0, "name", "names") && !r.frame.items.isEmpty();
      filter.slot = their ? null : r.slot(0);
      r.skip(1);
    }
    return true;
  }
}
