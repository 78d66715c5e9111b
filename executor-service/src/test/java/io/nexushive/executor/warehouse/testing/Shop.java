package io.nexushive.executor.warehouse.testing;

import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.model.id.ConnectionId;
import java.util.Map;
import java.util.TreeMap;

/** A warehouse of one kind, started for a test, that holds what the contract's tables hold. */
public interface Shop extends AutoCloseable {
  /** As the adapter calls it. */
  String kind();

  /** Settings that lead there, of a login that may read and nothing else. */
  Map<String, String> settings();

  /** That login's secret; {@code null} where none is needed. */
  String secret();

  /**
   * Settings of a server on this machine that speaks without encryption.
   *
   * @param own those that only its kind has
   */
  static Map<String, String> local(int port, Map<String, String> own) {
    Map<String, String> settings = new TreeMap<>(own);
    settings.put("host", "127.0.0.1");
    settings.put("port", Integer.toString(port));
    settings.put("sslmode", "disable");
    return settings;
  }

  default ConnectionSettings login() {
    return login(secret(), Map.of());
  }

  /**
   * @param other settings to add, or to put in the place of the reader's
   */
  default ConnectionSettings login(String secret, Map<String, String> other) {
    Map<String, String> settings = new TreeMap<>(settings());
    settings.putAll(other);
    return new ConnectionSettings(new ConnectionId("shop"), settings, secret);
  }
}
