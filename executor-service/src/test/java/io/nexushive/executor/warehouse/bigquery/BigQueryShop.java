package io.nexushive.executor.warehouse.bigquery;

import io.nexushive.executor.warehouse.bigquery.BigQueryDouble.Account;
import io.nexushive.executor.warehouse.duckdb.DuckDbEngine;
import io.nexushive.executor.warehouse.testing.Jwt;
import io.nexushive.executor.warehouse.testing.Shop;
import io.nexushive.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A shop in the double of BigQuery: a reader, and one that may do more. */
public final class BigQueryShop implements Shop {
  private static final String READER = "reader@shop-project.iam.gserviceaccount.com";
  private static final String WRITER = "writer@shop-project.iam.gserviceaccount.com";

  private final DuckDbEngine engine;
  private final BigQueryDouble service;
  private final KeyPair reader = Jwt.keys();
  private final KeyPair writer = Jwt.keys();

  /**
   * @param folder for the engine's file, of its own
   */
  public BigQueryShop(Path folder) throws Exception {
    List<String> setup = new ArrayList<>(BigQueryDouble.catalogue());
    setup.addAll(DuckDbEngine.TABLES);
    engine = new DuckDbEngine(folder.resolve("shop.duckdb"), setup);
    service =
        new BigQueryDouble(
            engine,
            List.of(
                new Account(READER, reader.getPublic(), Set.of()),
                new Account(
                    WRITER,
                    writer.getPublic(),
                    Set.of("bigquery.tables.updateData", "bigquery.tables.export"))));
  }

  BigQueryDouble service() {
    return service;
  }

  /**
   * The reader's key file.
   *
   * @param other fields to put in the place of its own
   */
  String readerKey(Map<String, String> other) {
    return key(READER, reader, other);
  }

  String writerKey() {
    return key(WRITER, writer, Map.of());
  }

  /** The reader's key file with a key that is not the reader's. */
  String forgedKey() {
    return key(READER, writer, Map.of());
  }

  private String key(String email, KeyPair keys, Map<String, String> other) {
    Map<String, String> key = new HashMap<>();
    key.put("type", "service_account");
    key.put("client_email", email);
    key.put("private_key_id", "1");
    key.put("private_key", Jwt.pem(keys));
    key.put("token_uri", service.url() + "/token");
    key.putAll(other);
    return new String(Json.bytes(key), StandardCharsets.UTF_8);
  }

  @Override
  public String kind() {
    return "bigquery";
  }

  @Override
  public Map<String, String> settings() {
    return Shop.local(service.port(), Map.of("project", "shop-project", "dataset", "shop"));
  }

  @Override
  public String secret() {
    return readerKey(Map.of());
  }

  @Override
  public void close() throws Exception {
    service.close();
    engine.close();
  }
}
