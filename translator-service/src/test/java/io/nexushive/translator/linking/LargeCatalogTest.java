package io.nexushive.translator.linking;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.parser.Outcome;
import io.nexushive.translator.parser.SemanticParser;
import io.nexushive.translator.testing.LargeCatalog;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LargeCatalogTest {
  private static final Logger LOG = Logger.getLogger(LargeCatalogTest.class.getName());
  private static final int TABLES = 10_000;
  private static final int WITHIN = 20;
  private static LargeCatalog large;
  private static SemanticParser parser;
  private static ConnectionSchema connection;

  @BeforeAll
  static void index() {
    large = new LargeCatalog();
    parser = new SemanticParser(Thesaurus.load(), Clock.systemUTC());
    long start = System.nanoTime();
    connection = parser.prepare(large.catalog(), SemanticModel.EMPTY);
    LOG.info("indexed 10,000 tables in " + (System.nanoTime() - start) / 1_000_000 + " ms");
  }

  @Test
  void findsTheTablesOfAQuestionAmongTenThousand() {
    assertThat(large.catalog().tables()).hasSize(TABLES);
    List<String> missed = new ArrayList<>();
    List<LargeCatalog.Question> questions = large.questions(10);
    for (LargeCatalog.Question question : questions) {
      List<String> near =
          connection.nearest(question.text()).stream()
              .limit(WITHIN)
              .map(CatalogTable::name)
              .toList();
      if (!near.containsAll(question.tables())) {
        missed.add(question + " found " + near);
      }
    }
    LOG.info("missed " + missed.size() + " of " + questions.size() + " questions");
    assertThat(missed).hasSizeLessThanOrEqualTo(questions.size() * 5 / 100);
  }

  @Test
  void findsThemInTime() {
    List<LargeCatalog.Question> questions = large.questions(20);
    questions.forEach(q -> connection.about(q.text()));
    List<Long> times = new ArrayList<>();
    for (LargeCatalog.Question question : questions) {
      long start = System.nanoTime();
      connection.about(question.text());
      times.add((System.nanoTime() - start) / 1000);
    }
    times.sort(null);
    long median = times.get(times.size() / 2);
    long p99 = times.get(times.size() * 99 / 100);
    LOG.info("tables found and linked: median %d µs, p99 %d µs".formatted(median, p99));
    assertThat(median).isLessThan(50_000);
  }

  @Test
  void theParserAnswersFromTheTablesThatTheIndexFinds() {
    Outcome outcome = parser.parse("How many retail invoices are there?", connection);
    assertThat(outcome).isInstanceOf(Outcome.Translated.class);
    assertThat(((Outcome.Translated) outcome).sql())
        .matches("SELECT COUNT\\(\\*\\).* FROM retail\\.\\w*retail_invoice");
  }

  @Test
  void saysHowManyTablesThereAreInAll() {
    Outcome outcome = parser.parse("Which tables are there?", connection);
    assertThat(((Outcome.SchemaAnswer) outcome).text()).contains("10000 tables");
  }
}
