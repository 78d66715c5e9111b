package io.nexushive.translator.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.model.semantic.SemanticModel.Cardinality;
import io.nexushive.model.semantic.SemanticModel.Join;
import io.nexushive.model.semantic.SemanticModel.Pair;
import io.nexushive.model.semantic.SemanticModel.Use;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.schema.JoinGraph;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.testing.Schemes;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables are joined as the semantic model says. */
class JoinPathsTest {
  private static final LocalDate NEWEST = LocalDate.of(2026, 5, 17);

  /** A folder of files: no keys, and names that tell nothing. */
  private static final Catalog FOLDER =
      Schemes.catalog(
          Schemes.table("payments").number("payer").decimal("amount").build(),
          Schemes.table("members").number("number").text("city", "Lyon", "Graz").build());

  private static final Catalog SHOP =
      Schemes.catalog(
          Schemes.table("orders")
              .key("order_id")
              .refers("bill_to", "addresses", "address_id")
              .refers("ship_to", "addresses", "address_id")
              .decimal("price")
              .build(),
          Schemes.table("addresses").key("address_id").text("city", "Lyon", "Graz").build());

  private final SemanticParser parser = new SemanticParser(Thesaurus.load(), Clock.systemUTC());

  @Test
  void tablesWithoutKeysAreJoinedOnceTheModelSaysHow() {
    String question = "What is the total amount of payments by city?";
    assertThat(ask(question, FOLDER)).isInstanceOf(Outcome.Unanswerable.class);

    Join paid = join("payer", "payments", "payer", "members", "number", null);
    assertThat(sql(question, FOLDER, paid)).contains("payer = ").contains("GROUP BY");
    assertThat(sql("How many payments have members from Lyon?", FOLDER, paid))
        .contains("payer = ")
        .contains("'Lyon'");
  }

  @Test
  void aJoinThatLeadsNowhereChangesNothing() {
    Join gone = join("gone", "payments", "payer_id", "members", "number", null);
    Join lost = join("lost", "payments", "payer", "persons", "number", null);
    assertThat(ask("What is the total amount of payments by city?", FOLDER, gone, lost))
        .isInstanceOf(Outcome.Unanswerable.class);
  }

  @Test
  void aMetricOverAColumnThatIsGoneIsNoMetric() {
    var gone =
        new SemanticModel(
            List.of(),
            List.of(
                new SemanticModel.Metric(
                    "turnover", null, "payments", "SUM(net)", null, false, null, List.of()),
                new SemanticModel.Metric(
                    "takings", null, "payments", "SUM(amount)", null, false, null, List.of())),
            List.of());
    assertThat(parser.parse("What is the turnover?", parser.prepare(FOLDER, gone)))
        .isInstanceOf(Outcome.Unanswerable.class);
    assertThat(parser.parse("What are the takings?", parser.prepare(FOLDER, gone)))
        .isInstanceOf(Outcome.Translated.class);
  }

  @Test
  void aRefusedKeyIsNotJoinedOver() {
    Catalog demo = Schemes.demo(NEWEST);
    String question = "What is the total profit by region name?";
    assertThat(sql(question, demo)).contains("sales.region_id = regions.region_id");
    assertThat(sql(question, demo, never("sales", "region_id", "regions", "region_id")))
        .contains("customers.region_id = regions.region_id")
        .doesNotContain("sales.region_id");
  }

  @Test
  void aRefusedKeyIsNotGuessedEither() {
    Catalog shop =
        Schemes.catalog(
            Schemes.table("stores").key("store_id").text("city", "Lyon", "Graz").build(),
            Schemes.table("visits").key("visit_id").number("store_id").decimal("fee").build());
    String question = "What is the total fee of visits by city?";
    assertThat(sql(question, shop)).contains("store_id = ");
    assertThat(ask(question, shop, never("visits", "store_id", "stores", "store_id")))
        .isInstanceOf(Outcome.Unanswerable.class);
    assertThat(ask(question, shop, never("stores", "store_id", "visits", "store_id")))
        .isInstanceOf(Outcome.Unanswerable.class);
  }

  @Test
  void wordsChooseAmongSeveralJoinsAndElseThePreferredIsTaken() {
    Join billing = role("bill_to", Use.ALLOWED, "billing address");
    Join shipping = role("ship_to", Use.PREFERRED, "shipping address");

    assertThat(
            sql(
                "What is the total price of orders by city of the billing address?",
                SHOP,
                billing,
                shipping))
        .contains("bill_to = ")
        .doesNotContain("ship_to");
    assertThat(sql("What is the total price of orders by shipping city?", SHOP, billing, shipping))
        .contains("ship_to = ")
        .doesNotContain("bill_to");
    assertThat(sql("What is the total price of orders by city?", SHOP, billing, shipping))
        .contains("ship_to = ");
    Join preferred = role("bill_to", Use.PREFERRED, "billing address");
    assertThat(sql("What is the total price of orders by city?", SHOP, preferred))
        .contains("bill_to = ");
  }

  @Test
  void aQuestionThatNamesTwoOfThemIsAskedBack() {
    Outcome outcome =
        ask(
            "How many orders have a billing address in Lyon and a shipping address in Graz?",
            SHOP,
            role("bill_to", null, "billing address"),
            role("ship_to", null, "shipping address"));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Unanswerable.class,
            o -> assertThat(o.reason()).contains("billing address or shipping address"));
  }

  @Test
  void amongPathsOfOneLengthThePreferredIsTaken() {
    Catalog trips =
        Schemes.catalog(
            Schemes.table("trips")
                .key("trip_id")
                .refers("driver_id", "drivers", "driver_id")
                .refers("vehicle_id", "vehicles", "vehicle_id")
                .decimal("fare")
                .build(),
            Schemes.table("drivers")
                .key("driver_id")
                .refers("depot_id", "depots", "depot_id")
                .build(),
            Schemes.table("vehicles")
                .key("vehicle_id")
                .refers("depot_id", "depots", "depot_id")
                .build(),
            Schemes.table("depots").key("depot_id").text("city", "Lyon", "Graz").build());
    String question = "What is the total fare of trips by city?";
    assertThat(sql(question, trips)).contains("drivers").doesNotContain("vehicles");
    assertThat(
            sql(
                question,
                trips,
                join("home", "vehicles", "depot_id", "depots", "depot_id", Use.PREFERRED)))
        .contains("vehicles")
        .doesNotContain("drivers");
  }

  @Test
  void oneToOneCountsNoRowTwiceInEitherDirection() {
    Catalog staff =
        Schemes.catalog(
            Schemes.table("badges").key("badge_id").number("holder").text("color", "red").build(),
            Schemes.table("members").key("member_id").text("city", "Lyon").build());
    Pair pair = new Pair("holder", "member_id");
    Join held =
        new Join("held", "badges", "members", List.of(pair), Cardinality.ONE_TO_ONE, null, null);
    Schema schema = parser.prepare(staff, model(held)).about("");
    Table members = schema.table("members").orElseThrow();
    Table badges = schema.table("badges").orElseThrow();
    assertThat(JoinGraph.single(members, schema.joins().path(members, badges).orElseThrow()))
        .isTrue();
    assertThat(JoinGraph.single(badges, schema.joins().path(badges, members).orElseThrow()))
        .isTrue();
  }

  private Outcome ask(String question, Catalog catalog, Join... joins) {
    return parser.parse(question, parser.prepare(catalog, model(joins)));
  }

  private String sql(String question, Catalog catalog, Join... joins) {
    Outcome outcome = ask(question, catalog, joins);
    assertThat(outcome).isInstanceOf(Outcome.Translated.class);
    return ((Outcome.Translated) outcome).sql();
  }

  private static SemanticModel model(Join... joins) {
    return new SemanticModel(List.of(), List.of(), List.of(joins));
  }

  private static Join role(String column, Use use, String synonym) {
    return new Join(
        synonym.replace(' ', '_'),
        "orders",
        "addresses",
        List.of(new Pair(column, "address_id")),
        null,
        use,
        List.of(synonym));
  }

  private static Join never(String from, String column, String to, String other) {
    return join("not_so", from, column, to, other, Use.NEVER);
  }

  private static Join join(
      String name, String from, String column, String to, String other, Use use) {
    return new Join(name, from, to, List.of(new Pair(column, other)), null, use, List.of());
  }
}
