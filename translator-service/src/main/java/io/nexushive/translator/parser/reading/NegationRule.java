package io.nexushive.translator.parser.reading;

/** "not", "never", "without", "no": what follows is denied. */
final class NegationRule implements Rule {
  @Override
  public boolean apply(Reading r) {
    if (r.take("other than", "except for", "not in", "but not")) {
      r.negated = true;
      r.head = false;
      return true;
    }
    if (r.is(
        0,
        "not",
        "never",
        "without",
        "neither",
        "nor",
        "excluding",
        "except",
        "excludes",
        "besides",
        "lack",
        "lacks",
        "lacking",
        "cannot",
        "outside")) {
      if (r.see("not only")) {
        r.skip(2);
        return true;
      }
      r.negated = true;
      r.never =
          r.is(0, "never", "without", "lack", "lacks", "lacking")
              || r.is(-1, "do", "does", "did", "have", "has", "had");
      r.head = false;
      r.skip(1);
      r.take("have any", "any");
      return true;
    }
    if (r.is(0, "no") && !r.node(0).hasColumn()) {
      r.negated = true;
      r.never = true;
      r.head = false;
      r.skip(1);
      return true;
    }
    return false;
  }
}
