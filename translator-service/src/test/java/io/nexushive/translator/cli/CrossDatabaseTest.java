package io.nexushive.translator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.parser.Outcome;
import io.nexushive.translator.parser.SemanticParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Questions that were written for another database are not answered from this one. */
class CrossDatabaseTest {
  private static final Path SET = Path.of("../../shared/eval/spider-train");
  private static final int ASKED = 500;

  @Test
  void abstainsWhereTheDataIsAboutSomethingElse() throws Exception {
    assumeTrue(Files.isDirectory(SET), "SKIPPED: no question set at " + SET.toAbsolutePath());
    List<EvalQuestion> questions =
        new ArrayList<>(EvalQuestion.read(SET.resolve("questions.jsonl"), Integer.MAX_VALUE));
    List<String> databases =
        List.copyOf(new TreeSet<>(questions.stream().map(EvalQuestion::db).toList()));
    Random random = new Random(1);
    Collections.shuffle(questions, random);
    SemanticParser parser = new SemanticParser(Thesaurus.load(), Clock.systemUTC());
    Map<String, ConnectionSchema> schemas = new HashMap<>();
    List<String> answered = new ArrayList<>();
    for (EvalQuestion question : questions.subList(0, ASKED)) {
      String other = question.db();
      while (other.equals(question.db())) {
        other = databases.get(random.nextInt(databases.size()));
      }
      if (!schemas.containsKey(other)) {
        Path file = SET.resolve("databases").resolve(other).resolve(other + ".sqlite");
        schemas.put(other, parser.prepare(SqliteCatalog.read(file, other), SemanticModel.EMPTY));
      }
      if (parser.parse(question.text(), schemas.get(other)) instanceof Outcome.Translated t) {
        answered.add(other + ": " + question.text() + " -> " + t.sql());
      }
    }
    assertThat(answered).hasSizeLessThanOrEqualTo(ASKED * 5 / 100);
  }
}
