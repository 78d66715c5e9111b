package io.nexushive.translator.verified;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.VerifiedQuery.Parameter;
import io.nexushive.model.event.KnowledgeChanged;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.testing.Schemes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What of a small set of paraphrases and near misses finds its verified query. */
class PairsTest {
  private static final double[] THRESHOLDS = {0.01, 0.25, 0.5, 0.6, 0.67, 0.75, 0.8, 0.85, 0.9, 1};

  private final ConnectionSchema demo =
      new ConnectionSchema(
          Schemes.demo(LocalDate.parse("2025-11-20")), Schemes.demoModel(), Thesaurus.load());

  /** A question near a verified one; {@code values} absent where it must not find it. */
  private record Near(Template template, String question, String values) {
    String bound(double threshold) {
      Optional<VerifiedQueries.Match> match = template.bind(question, threshold);
      return match
          .map(
              m ->
                  m.query().parameters().isEmpty()
                      ? "-"
                      : String.join(
                          ", ", m.query().parameters().stream().map(Parameter::value).toList()))
          .orElse(null);
    }
  }

  @Test
  void noNearMissIsAnsweredAndParaphrasesAreBound() throws IOException {
    List<Near> all = read();
    List<String> wrong = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    for (Near near : all) {
      String bound = near.bound(Template.SAME_ORDER);
      if (bound != null && !bound.equals(near.values())) {
        wrong.add(near.question() + " -> " + bound);
      } else if (bound == null && near.values() != null) {
        missed.add(near.question());
      }
    }
    report(all);
    assertThat(wrong).isEmpty();
    // Another order of the words, or of several values of one kind, may mean something else.
    assertThat(missed)
        .containsExactly(
            "By profit, what are the top 5 products?",
            "Between 2025-04-01 and 2025-06-30, what was the profit by region?");
  }

  /** For each threshold, how many paraphrases find their query, and how many near misses do. */
  private static void report(List<Near> all) {
    TreeMap<Double, String> table = new TreeMap<>();
    for (double threshold : THRESHOLDS) {
      long right =
          all.stream()
              .filter(n -> n.values() != null)
              .filter(n -> n.values().equals(n.bound(threshold)))
              .count();
      long wrong =
          all.stream()
              .filter(n -> n.bound(threshold) != null && !n.bound(threshold).equals(n.values()))
              .count();
      table.put(threshold, right + " right, " + wrong + " wrong");
    }
    long paraphrases = all.stream().filter(n -> n.values() != null).count();
    System.out.printf(
        "%d paraphrases, %d others: %s%n", paraphrases, all.size() - paraphrases, table);
  }

  private List<Near> read() throws IOException {
    List<Near> all = new ArrayList<>();
    List<String> lines;
    try (InputStream in = PairsTest.class.getResourceAsStream("/verified/pairs.txt")) {
      lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    Template template = null;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("Q ")) {
        template = Approved.template(line.substring(2), lines.get(++i), demo);
      } else if (line.startsWith("+ ")) {
        String[] parts = line.substring(2).split(" \\| ");
        all.add(new Near(template, parts[0], parts[1]));
      } else if (line.startsWith("- ")) {
        all.add(new Near(template, line.substring(2), null));
      }
    }
    return all;
  }

  /** Verified queries as the gateway would announce them. */
  static final class Approved {
    private static final java.util.regex.Pattern COMPARED =
        java.util.regex.Pattern.compile(
            "(?<column>\\w+\\.\\w+)\\)?\\s*(?:=|>|BETWEEN|IN \\()\\s*(?<first>'[^']*'|\\d+)"
                + "(?:\\s*(?:AND|,)\\s*(?<second>'[^']*'))?|LIMIT (?<rows>\\d+)");

    private Approved() {}

    static Template template(String question, String sql, ConnectionSchema connection) {
      return Template.of(query("vq", question, sql, 1), connection).orElseThrow();
    }

    static KnowledgeChanged query(String id, String question, String sql, int revision) {
      List<KnowledgeChanged.Literal> literals = new ArrayList<>();
      java.util.regex.Matcher m = COMPARED.matcher(sql);
      while (m.find()) {
        boolean plain = m.group("column") == null || sql.charAt(m.end("column")) != ')';
        for (String group : List.of("first", "second", "rows")) {
          if (m.group(group) != null) {
            String[] column = group.equals("rows") ? new String[2] : m.group("column").split("\\.");
            literals.add(
                new KnowledgeChanged.Literal(
                    m.start(group), m.end(group), column[0], column[1], plain));
          }
        }
      }
      return new KnowledgeChanged(
          id,
          new io.nexushive.model.id.ConnectionId("demo"),
          revision,
          question,
          sql,
          literals,
          "stella",
          false,
          null);
    }
  }
}
