package io.nexushive.policy.document;

import io.nexushive.model.envelope.Dialect;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the functions of each dialect are. A function that is in none of the lists is not permitted,
 * whatever its name.
 */
public final class FunctionList {
  private static final String RESOURCE = "/policy/functions.txt";
  private static final Map<String, Map<Dialect, Set<String>>> STANDARD = load();

  private FunctionList() {}

  /** Folds many rows into one value. */
  public static boolean isAggregate(Dialect dialect, String name) {
    return in("aggregate", dialect, name) || isCollecting(dialect, name);
  }

  /** An aggregate that gives every value back. */
  public static boolean isCollecting(Dialect dialect, String name) {
    return in("collecting", dialect, name);
  }

  /** A collecting aggregate that gives every distinct value once. */
  public static boolean isSet(Dialect dialect, String name) {
    return in("set", dialect, name);
  }

  /** Gives rows when it stands in FROM. */
  public static boolean isTable(Dialect dialect, String name) {
    return in("table", dialect, name);
  }

  /** Makes rows or text out of a number, so that the number is the cost. */
  public static boolean isGenerator(String name) {
    return in("generator", Dialect.POSTGRES, name);
  }

  /** Writes its arguments into a template that says how wide each is. */
  public static boolean isTemplate(Dialect dialect, String name) {
    return in("template", dialect, name);
  }

  /** Takes a unit of time as a bare word. */
  public static boolean takesUnit(String name) {
    return in("unit", Dialect.POSTGRES, name);
  }

  /** A unit of time. */
  public static boolean isUnit(String word) {
    return in("units", Dialect.POSTGRES, word);
  }

  /** Whether {@code policy} permits calling {@code name}. */
  public static boolean permits(PolicyDocument.Functions policy, Dialect dialect, String name) {
    if (policy.deny().contains(name)) {
      return false;
    }
    if (policy.allow().getOrDefault(dialect, Set.of()).contains(name)) {
      return true;
    }
    return policy.standard()
        && (in("scalar", dialect, name)
            || in("window", dialect, name)
            || isAggregate(dialect, name)
            || isTable(dialect, name));
  }

  private static boolean in(String kind, Dialect dialect, String name) {
    return STANDARD.get(kind).get(dialect).contains(name);
  }

  private static Map<String, Map<Dialect, Set<String>>> load() {
    Map<String, Map<Dialect, Set<String>>> lists = new java.util.HashMap<>();
    for (String kind :
        new String[] {
          "scalar",
          "window",
          "aggregate",
          "collecting",
          "set",
          "table",
          "generator",
          "template",
          "unit",
          "units"
        }) {
      Map<Dialect, Set<String>> byDialect = new EnumMap<>(Dialect.class);
      for (Dialect dialect : Dialect.values()) {
        byDialect.put(dialect, new HashSet<>());
      }
      lists.put(kind, byDialect);
    }
    try (InputStream in = FunctionList.class.getResourceAsStream(RESOURCE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          add(lists, line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
    return lists;
  }

  /** A line is {@code kind dialect[,dialect]: name name …}; the dialect may be {@code all}. */
  private static void add(Map<String, Map<Dialect, Set<String>>> lists, String line) {
    int colon = line.indexOf(':');
    String[] head = line.substring(0, colon).strip().split("\\s+");
    for (String name : line.substring(colon + 1).strip().split("\\s+")) {
      for (Dialect dialect : Dialect.values()) {
        if (head[1].equals("all")
            || java.util.Arrays.asList(head[1].split(",")).contains(dialect.wire())) {
          lists.get(head[0]).get(dialect).add(name.toLowerCase(Locale.ROOT));
        }
      }
    }
  }
}
