package io.nexushive.translator.parser;

import static io.nexushive.translator.testing.Schemes.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.testing.Schemes;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How phrases are read, over orchards that exist nowhere else. */
class ReadingTest {
  private final SemanticParser parser = new SemanticParser(Thesaurus.load(), Clock.systemUTC());
  private final ConnectionSchema orchards =
      parser.prepare(
          Schemes.catalog(
              table("growers")
                  .key("grower_id")
                  .text("grower_name", "Ada Penn", "Tom Reed")
                  .text("town", "Hereford", "Ludlow")
                  .text("county", "Hereford", "Shropshire")
                  .build(),
              table("orchards")
                  .key("orchard_id")
                  .text("orchard_name", "Long Acre", "Mill End")
                  .refers("grower_id", "growers", "grower_id")
                  .text("crop", "apple", "pear")
                  .text("soil", "clay", "loam")
                  .decimal("depth")
                  .decimal("yield")
                  .number("planted_year")
                  .build(),
              table("pickings")
                  .key("picking_id")
                  .refers("orchard_id", "orchards", "orchard_id")
                  .text("day_of_week", "Monday", "Tuesday")
                  .date("picked_on", LocalDate.of(2026, 5, 17))
                  .decimal("weight")
                  .build(),
              table("transports")
                  .key("trip_no")
                  .text("origin", "Hereford", "Ludlow")
                  .text("destination", "Hereford", "Ludlow")
                  .number("crates")
                  .build()),
          SemanticModel.EMPTY);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "List the names of all orchards in the order of planted year starting from the most recent one"
            + " | ORDER BY planted_year DESC",
        "List the names of all orchards, ordering by yield | ORDER BY yield",
        "What is the average weight for each day of week? | GROUP BY day_of_week",
        "What is the soil depth of the orchard Long Acre?"
            + " | SELECT depth FROM orchards WHERE orchard_name = 'Long Acre'",
        "Which orchard has the highest soil depth? | ORDER BY depth DESC LIMIT 1",
        "How many different crops are grown by all orchards? | SELECT COUNT(DISTINCT crop)",
        "Of all the orchards, what is the lowest yield? | SELECT MIN(yield)",
        "Can you tell me the town of Ada Penn? | SELECT town FROM growers",
        "Which growers are located in Hereford county and called Tom Reed? | WHERE county = 'Hereford'",
        "How many crates does the transport from Ludlow to Hereford have?"
            + " | WHERE origin = 'Ludlow' AND destination = 'Hereford'",
        "Show the highest, lowest and average weight of pickings"
            + " | SELECT MAX(weight) AS highest_weight, MIN(weight) AS lowest_weight, AVG(weight)",
        "Show the crop of orchards with a yield bigger than 90 and smaller than 20"
            + " | WHERE yield > 90 INTERSECT SELECT crop FROM orchards WHERE yield < 20"
      })
  void isAsAnEnglishReaderWould(String question, String expected) {
    assertThat(parser.parse(question, orchards))
        .isInstanceOfSatisfying(
            Outcome.Translated.class, t -> assertThat(t.sql()).contains(expected));
  }

  @Test
  void takesTheKeyForTheIdOfARowWhereNothingIsCalledSo() {
    ConnectionSchema jars =
        parser.prepare(
            Schemes.catalog(table("jars").key("jarno").text("fruit", "plum", "quince").build()),
            SemanticModel.EMPTY);
    assertThat(parser.parse("List the id and fruit of all jars", jars))
        .isInstanceOfSatisfying(
            Outcome.Translated.class,
            t -> assertThat(t.sql()).isEqualTo("SELECT jarno, fruit FROM jars"));
  }
}
