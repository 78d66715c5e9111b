package io.nexushive.translator.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to evaluate.
 *
 * @param data folder of the set, with {@code databases/NAME/NAME.sqlite} in it
 * @param questions a JSON object a line
 * @param model the language model to ask; the semantic parser where absent
 * @param prompt the prompt to give it; the one that comes with the product where absent
 * @param limit ask no more than so many
 * @param askOf ask all questions of this database instead of their own: how often it answers what
 *     it cannot know
 * @param predictions file to write
 */
record EvalOptions(
    Path data,
    Path questions,
    Optional<String> model,
    Optional<Path> prompt,
    int limit,
    Optional<String> askOf,
    Path predictions) {
  static final String USAGE =
      "usage: eval --data DIR [--questions FILE] [--translator semantic-parser|MODEL] [--prompt FILE]"
          + " [--limit N] [--ask-of DATABASE] --predictions OUT.jsonl";
  private static final String PARSER = "semantic-parser";
  private static final Set<String> KNOWN =
      Set.of("data", "questions", "translator", "prompt", "limit", "ask-of", "predictions");

  /** Arguments that cannot be followed; the message says which and why. */
  static final class WrongUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongUse(String message) {
      super(message);
    }
  }

  /**
   * @throws WrongUse when they make no sense
   */
  static EvalOptions of(String... args) {
    Map<String, String> given = given(args);
    String translator = given.getOrDefault("translator", PARSER);
    Path data = Path.of(required(given, "data"));
    if (!Files.isDirectory(data.resolve("databases"))) {
      throw new WrongUse("there is no folder " + data.resolve("databases"));
    }
    return new EvalOptions(
        data,
        questions(data, given.getOrDefault("questions", "questions.jsonl")),
        translator.equals(PARSER) ? Optional.empty() : Optional.of(translator),
        prompt(given.get("prompt"), translator),
        limit(given.get("limit")),
        Optional.ofNullable(given.get("ask-of")),
        Path.of(required(given, "predictions")));
  }

  private static Map<String, String> given(String... args) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < args.length; i++) {
      String name = args[i].startsWith("--") ? args[i].substring(2) : "";
      int equals = name.indexOf('=');
      String key = equals < 0 ? name : name.substring(0, equals);
      if (!KNOWN.contains(key)) {
        throw new WrongUse("unknown argument " + args[i]);
      }
      if (equals >= 0) {
        given.put(key, name.substring(equals + 1));
      } else if (i + 1 < args.length) {
        given.put(key, args[++i]);
      } else {
        throw new WrongUse(args[i] + " needs a value");
      }
    }
    return given;
  }

  private static String required(Map<String, String> given, String name) {
    String value = given.get(name);
    if (value == null) {
      throw new WrongUse("--" + name + " is missing");
    }
    return value;
  }

  private static Path questions(Path data, String name) {
    Path inSet = data.resolve(name);
    Path file = Files.exists(inSet) ? inSet : Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw new WrongUse("there is no file " + inSet);
    }
    return file;
  }

  private static Optional<Path> prompt(String file, String translator) {
    if (file != null && translator.equals(PARSER)) {
      throw new WrongUse("--prompt is for a model; name one with --translator");
    }
    return Optional.ofNullable(file).map(Path::of);
  }

  private static int limit(String value) {
    try {
      int limit = value == null ? Integer.MAX_VALUE : Integer.parseInt(value);
      if (limit > 0) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number that is too small is.
    }
    throw new WrongUse("--limit has to be a whole number above 0, not " + value);
  }
}
