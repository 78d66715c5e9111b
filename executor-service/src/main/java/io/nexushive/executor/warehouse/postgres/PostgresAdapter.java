package io.nexushive.executor.warehouse.postgres;

import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.warehouse.AllowedHosts;
import io.nexushive.executor.warehouse.ConnectionForm;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.WarehouseAdapter;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.executor.warehouse.jdbc.JdbcWarehouse;
import io.nexushive.model.envelope.Dialect;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * PostgreSQL. Settings: {@code host}, {@code port}, {@code database}, {@code user}, {@code sslmode}
 * (disable, require, verify-ca or verify-full). The secret is the password.
 */
@Singleton
public class PostgresAdapter implements WarehouseAdapter {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$-]{0,62}");
  private static final List<String> SSL_MODES_BY_STRENGTH =
      List.of("verify-full", "verify-ca", "require", "disable");
  private static final int USUAL_PORT = 5_432;
  private static final int MILLIS_PER_SECOND = 1_000;

  private final AllowedHosts hosts;
  private final Watchdog watchdog;

  @Inject
  public PostgresAdapter(ExecutorConfig config, Watchdog watchdog) {
    this(new AllowedHosts(config.allowedHosts().orElse(List.of())), watchdog);
  }

  public PostgresAdapter(AllowedHosts hosts, Watchdog watchdog) {
    this.hosts = hosts;
    this.watchdog = watchdog;
  }

  @Override
  public String kind() {
    return "postgres";
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRES;
  }

  @Override
  public Set<String> settings() {
    return Set.of("host", "port", "database", "user", "sslmode");
  }

  @Override
  public ConnectionForm form() {
    return ConnectionForm.ofServer(kind(), "PostgreSQL", USUAL_PORT, SSL_MODES_BY_STRENGTH);
  }

  @Override
  public Warehouse connect(ConnectionSettings settings) {
    String host = hosts.require(settings.require("host"));
    String database = settings.require("database", NAME);
    String url = "jdbc:postgresql://" + host + ":" + settings.port(USUAL_PORT) + "/" + database;
    return new JdbcWarehouse(new PostgresFlavour(url, properties(settings)), watchdog);
  }

  /** Every driver parameter that is ever set; none comes from a connection as it is. */
  private static Properties properties(ConnectionSettings settings) {
    String sslMode = settings.find("sslmode").orElse("verify-full");
    if (!SSL_MODES_BY_STRENGTH.contains(sslMode)) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
    Properties properties = new Properties();
    properties.setProperty("user", settings.require("user", NAME));
    if (settings.secret() != null) {
      properties.setProperty("password", settings.secret());
    }
    properties.setProperty("sslmode", sslMode);
    properties.setProperty("ApplicationName", "nexushive");
    properties.setProperty("readOnly", "true");
    properties.setProperty("readOnlyMode", "always");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "10");
    properties.setProperty("cancelSignalTimeout", "5");
    properties.setProperty(
        "socketTimeout", Integer.toString(PostgresFlavour.SILENCE_MS / MILLIS_PER_SECOND));
    // Rows come in portions that fit into this, however wide they are.
    properties.setProperty("maxResultBuffer", "32M");
    properties.setProperty("adaptiveFetch", "true");
    properties.setProperty("adaptiveFetchMaximum", "5000");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty(
        "options",
        "-c default_transaction_read_only=on -c idle_in_transaction_session_timeout=60000");
    return properties;
  }
}
