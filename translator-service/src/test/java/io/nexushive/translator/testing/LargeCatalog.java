package io.nexushive.translator.testing;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.id.ConnectionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A warehouse of ten thousand tables as such places grow: departments, things, kinds of copies,
 * layers in prefixes, names cut short, comments on some tables only; and questions about it whose
 * tables are known.
 */
public final class LargeCatalog {
  private static final Map<String, String> DEPARTMENTS =
      Map.ofEntries(
          Map.entry("crm", "customer relations"),
          Map.entry("hr", "human resources"),
          Map.entry("fin", "finance"),
          Map.entry("scm", "supply chain"),
          Map.entry("mfg", "manufacturing"),
          Map.entry("mkt", "marketing"),
          Map.entry("legal", "legal"),
          Map.entry("it_ops", "IT operations"),
          Map.entry("fleet", "fleet"),
          Map.entry("retail", "retail"),
          Map.entry("ecom", "online shop"),
          Map.entry("risk", "risk"),
          Map.entry("claims", "claims"),
          Map.entry("lab", "laboratory"),
          Map.entry("campus", "campus"),
          Map.entry("energy", "energy"),
          Map.entry("telco", "telephony"),
          Map.entry("travel", "travel"),
          Map.entry("quality", "quality"),
          Map.entry("export", "export"));
  private static final List<String> THINGS =
      List.of(
          "customer",
          "contract",
          "invoice",
          "payment",
          "shipment",
          "order",
          "product",
          "supplier",
          "warehouse",
          "employee",
          "department",
          "salary",
          "vacancy",
          "training",
          "ticket",
          "incident",
          "device",
          "sensor",
          "vehicle",
          "driver",
          "route",
          "trip",
          "refund",
          "return",
          "discount",
          "campaign",
          "lead",
          "visit",
          "survey",
          "complaint",
          "policy",
          "premium",
          "coverage",
          "accident",
          "sample",
          "experiment",
          "batch",
          "recipe",
          "machine",
          "defect",
          "inspection",
          "audit",
          "budget",
          "forecast",
          "account",
          "ledger",
          "loan",
          "deposit",
          "branch",
          "meter",
          "reading",
          "tariff",
          "outage",
          "subscriber",
          "tower",
          "call",
          "booking",
          "flight",
          "hotel",
          "passenger",
          "certificate",
          "permit",
          "license",
          "penalty",
          "auction",
          "bid",
          "tender",
          "asset",
          "lease",
          "building",
          "room",
          "course",
          "lecture",
          "exam",
          "scholarship",
          "library",
          "journal",
          "patent",
          "trademark",
          "dispute",
          "hearing",
          "verdict",
          "donation",
          "volunteer",
          "project",
          "milestone",
          "task",
          "timesheet",
          "expense",
          "receipt",
          "voucher",
          "coupon",
          "basket",
          "session",
          "click",
          "impression",
          "newsletter",
          "subscription",
          "renewal",
          "container");
  private static final List<String> COPIES =
      List.of("", "history", "snapshot", "archive", "summary");
  private static final List<String> LAYERS = List.of("", "stg_", "dim_", "fct_", "mart_");
  private static final List<String> FACTS =
      List.of(
          "amount",
          "quantity",
          "weight",
          "duration",
          "price",
          "cost",
          "score",
          "priority",
          "distance",
          "capacity",
          "temperature",
          "voltage",
          "margin",
          "tax",
          "fee",
          "rating");

  private static final ConnectionId CONNECTION = new ConnectionId("large");
  private final Random random = new Random(20_260_517);
  private final List<CatalogTable> tables = new ArrayList<>();
  private final List<Question> questions = new ArrayList<>();

  /** A question with the tables that it is about. */
  public record Question(String text, List<String> tables) {}

  public LargeCatalog() {
    List<String> codes = DEPARTMENTS.keySet().stream().sorted().toList();
    for (String code : codes) {
      for (int thing = 0; thing < THINGS.size(); thing++) {
        for (String copy : COPIES) {
          add(code, thing, copy);
        }
      }
    }
  }

  public Catalog catalog() {
    return new Catalog(CONNECTION, Dialect.POSTGRES, "1", tables);
  }

  /** Some of the questions, spread over all tables. */
  public List<Question> questions(int every) {
    List<Question> some = new ArrayList<>();
    for (int i = 0; i < questions.size(); i += every) {
      some.add(questions.get(i));
    }
    return some;
  }

  private void add(String code, int thing, String copy) {
    String what = THINGS.get(thing);
    String other = THINGS.get((thing * 7 + 3) % THINGS.size());
    String name = name(code, what, copy);
    String fact = FACTS.get(random.nextInt(FACTS.size()));
    List<CatalogTable.Column> columns = new ArrayList<>();
    columns.add(column(what + "_id", ColumnType.INTEGER));
    columns.add(column(other + "_id", ColumnType.INTEGER));
    columns.add(column(what + "_name", ColumnType.STRING));
    columns.add(column("total_" + fact, ColumnType.DECIMAL));
    for (int i = random.nextInt(12); i > 0; i--) {
      columns.add(column(FACTS.get(random.nextInt(FACTS.size())) + "_" + i, ColumnType.DECIMAL));
    }
    columns.add(column("created_at", ColumnType.TIMESTAMP));
    columns.add(column("etl_batch_id", ColumnType.INTEGER));
    // Every second table says in its comment what its name abbreviates.
    String comment =
        random.nextBoolean() ? DEPARTMENTS.get(code) + ": " + what + "s " + copy : null;
    tables.add(
        new CatalogTable(
            CONNECTION,
            code,
            name,
            false,
            comment,
            columns,
            List.of(what + "_id"),
            List.of(
                new CatalogTable.ForeignKey(
                    List.of(other + "_id"), name(code, other, ""), List.of(other + "_id"), false)),
            null,
            null));
    String department = comment == null ? code.replace('_', ' ') : DEPARTMENTS.get(code);
    String kind = copy.isEmpty() ? "" : " in the " + copy;
    questions.add(
        random.nextInt(3) > 0
            ? new Question(
                "What is the average %s of %s %ss%s?".formatted(fact, department, what, kind),
                List.of(name))
            : new Question(
                "Show the names of %s %ss with the number of %ss%s for each"
                    .formatted(code.replace('_', ' '), other, what, kind),
                List.of(name, name(code, other, ""))));
  }

  /** The layer and the short form depend on the name alone, so that keys find their tables. */
  private static String name(String code, String thing, String copy) {
    int chance = Math.floorMod((code + thing + copy).hashCode(), 15);
    String brief = chance % 3 == 0 && thing.length() > 7 ? thing.substring(0, 4) : thing;
    return LAYERS.get(chance % 5) + code + "_" + brief + (copy.isEmpty() ? "" : "_" + copy);
  }

  private static CatalogTable.Column column(String name, ColumnType type) {
    return new CatalogTable.Column(name, type, type.wire(), true, null, false, null, null, null);
  }
}
