package io.nexushive.policy;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.policy.document.CatalogReader;
import io.nexushive.policy.engine.Policy;
import io.nexushive.policy.engine.PolicyEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Catalogues and policies that tests decide by. */
public final class Fixtures {
  public static final Catalog CORPUS_CATALOG = CatalogReader.read(resource("/corpus/catalog.yaml"));
  public static final Policy CORPUS_POLICY = Policy.read(resource("/corpus/policy.yaml"));

  private static final PolicyEngine ENGINE = new PolicyEngine();

  private Fixtures() {}

  /** The verdict for {@code role} over the corpus' catalogue. */
  public static Verdict decide(Dialect dialect, String role, String sql) {
    return judge(dialect, role, sql).verdict();
  }

  /** The verdict with what the text was found to be. */
  public static PolicyEngine.Judgement judge(Dialect dialect, String role, String sql) {
    return ENGINE.judge(
        sql, dialect, CORPUS_CATALOG, CORPUS_POLICY, new Asker("test", List.of(role)), "");
  }

  /** The verdict for an analyst on Postgres. */
  public static Verdict decide(String sql) {
    return decide(Dialect.POSTGRES, "analyst", sql);
  }

  /** The text that a verdict would run; its reasons where there is none. */
  public static String sql(Verdict verdict) {
    return verdict.fold(a -> a.sql(), r -> r.sql(), d -> d.reasons().toString());
  }

  /** The project's root. */
  public static Path root() {
    String root = System.getProperty("nexushive.root");
    return Path.of(root == null ? ".." : root);
  }

  /** The demo policy as the gateway ships it. */
  public static String demoPolicy() {
    try {
      return Files.readString(root().resolve("gateway/src/main/resources/demo/policy.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tables of the demo warehouse. */
  public static List<CatalogTable> demoTables(ConnectionId connection) {
    return List.of(
        table(
            connection,
            "sales",
            "transaction_id",
            "date",
            "product_id",
            "region_id",
            "customer_id",
            "quantity",
            "discount_applied",
            "gross_revenue",
            "net_revenue",
            "profit"),
        table(
            connection,
            "products",
            "product_id",
            "product_name",
            "category",
            "unit_price",
            "margin_percentage"),
        table(connection, "regions", "region_id", "region_name", "manager"),
        table(
            connection,
            "customers",
            "customer_id",
            "customer_name",
            "segment",
            "email",
            "phone",
            "credit_card",
            "region_id"));
  }

  private static CatalogTable table(ConnectionId connection, String name, String... columns) {
    return new CatalogTable(
        connection,
        null,
        name,
        false,
        null,
        java.util.Arrays.stream(columns)
            .map(
                c ->
                    new CatalogTable.Column(
                        c, ColumnType.OTHER, null, true, null, false, null, null, List.of()))
            .toList(),
        List.of(columns[0]),
        List.of(),
        null,
        null);
  }

  private static String resource(String name) {
    try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
