package io.nexushive.executor.warehouse.mysql;

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
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * MySQL. Settings: {@code host}, {@code port}, {@code database}, {@code user}, {@code sslmode}
 * (disable, require, verify-ca or verify-full). The secret is the password.
 */
@Singleton
public class MysqlAdapter implements WarehouseAdapter {
  private static final Pattern DATABASE = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_$-]{0,63}");
  private static final Pattern USER = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.$@-]{0,79}");
  private static final Map<String, String> SSL_MODES =
      Map.of(
          "disable", "disable",
          "require", "trust",
          "verify-ca", "verify-ca",
          "verify-full", "verify-full");
  private static final List<String> SSL_MODES_BY_STRENGTH =
      List.of("verify-full", "verify-ca", "require", "disable");
  private static final int USUAL_PORT = 3_306;

  private final AllowedHosts hosts;
  private final Watchdog watchdog;

  @Inject
  public MysqlAdapter(ExecutorConfig config, Watchdog watchdog) {
    this(new AllowedHosts(config.allowedHosts().orElse(List.of())), watchdog);
  }

  public MysqlAdapter(AllowedHosts hosts, Watchdog watchdog) {
    this.hosts = hosts;
    this.watchdog = watchdog;
  }

  @Override
  public String kind() {
    return "mysql";
  }

  @Override
  public Dialect dialect() {
    return Dialect.MYSQL;
  }

  @Override
  public Set<String> settings() {
    return Set.of("host", "port", "database", "user", "sslmode");
  }

  @Override
  public ConnectionForm form() {
    return ConnectionForm.ofServer(kind(), label(), USUAL_PORT, SSL_MODES_BY_STRENGTH);
  }

  /** The name of the product. */
  protected String label() {
    return "MySQL";
  }

  @Override
  public Warehouse connect(ConnectionSettings settings) {
    String host = hosts.require(settings.require("host"));
    String database = settings.require("database", DATABASE);
    String url = "jdbc:mariadb://" + host + ":" + settings.port(USUAL_PORT) + "/" + database;
    return new JdbcWarehouse(new MysqlFlavour(url, properties(settings)), watchdog);
  }

  /** Every driver parameter that is ever set; none comes from a connection as it is. */
  private static Properties properties(ConnectionSettings settings) {
    String sslMode = SSL_MODES.get(settings.find("sslmode").orElse("verify-full"));
    if (sslMode == null) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
    Properties properties = new Properties();
    properties.setProperty("user", settings.require("user", USER));
    if (settings.secret() != null) {
      properties.setProperty("password", settings.secret());
    }
    properties.setProperty("sslMode", sslMode);
    // Neither in clear text nor by a key that whoever answers may have made up.
    properties.setProperty(
        "restrictedAuth", "mysql_native_password,client_ed25519,caching_sha2_password,parsec");
    properties.setProperty("allowPublicKeyRetrieval", "false");
    properties.setProperty("allowLocalInfile", "false");
    properties.setProperty("allowMultiQueries", "false");
    properties.setProperty("permitRedirect", "false");
    // What returns no rows was no question: such a session is thrown away.
    properties.setProperty("permitNoResults", "false");
    properties.setProperty("dumpQueriesOnException", "false");
    properties.setProperty("connectTimeout", "5000");
    properties.setProperty("socketTimeout", Integer.toString(MysqlFlavour.SILENCE_MS));
    properties.setProperty("yearIsDateType", "false");
    properties.setProperty("tinyInt1isBit", "true");
    properties.setProperty("transformedBitIsBoolean", "true");
    return properties;
  }
}
