package io.nexushive.translator.clarification;

import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** "Large orders": from where on? Only the asker knows, so nothing is offered. */
final class VagueSizes implements OpenTerms {
  private static final String WORDS = "large|big|huge|small|tiny|expensive|cheap";

  /** But for comparisons, and orders such as "from big to small". */
  private static final Pattern SIZE =
      Pattern.compile(
          "(?<!how |as |too |more |less |(?:%1$s) to )\\b(%1$s)\\b(?! (?:as|than|is|are|was|were|to (?:%1$s))\\b)"
              .formatted(WORDS),
          Pattern.CASE_INSENSITIVE);

  @Override
  public Optional<OpenTerm> in(String question, Schema schema, Supplier<List<Table>> read) {
    Matcher found = SIZE.matcher(question);
    if (!found.find()
        || question.matches("(?i).*\\bmost " + found.group(1) + "\\b.*")
        || Known.uses(schema, found.group(1))) {
      return Optional.empty();
    }
    return Optional.of(
        new OpenTerm(
            "What counts as “"
                + found.group(1)
                + "”? Name a measure and a limit, such as “quantity above 20”.",
            List.of(),
            Sentence.without(question, found) + " ",
            "?",
            reply -> reply.matches("(?i)(?:with|where|whose)\\b.*") ? reply : "with " + reply));
  }
}
