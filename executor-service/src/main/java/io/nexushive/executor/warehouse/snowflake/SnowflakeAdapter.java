package io.nexushive.executor.warehouse.snowflake;

import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.warehouse.AllowedHosts;
import io.nexushive.executor.warehouse.ConnectionForm;
import io.nexushive.executor.warehouse.ConnectionForm.Field;
import io.nexushive.executor.warehouse.ConnectionForm.Type;
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
 * Snowflake. Settings: {@code host} (as {@code org-account.snowflakecomputing.com}), {@code port},
 * {@code database}, {@code schema} (PUBLIC where not set), {@code warehouse}, {@code role}, {@code
 * user}, {@code account} (where the host does not begin with it), {@code sslmode} (verify-full or
 * disable). The secret is the password, a programmatic access token, or a private key in PKCS #8
 * PEM form.
 */
@Singleton
public class SnowflakeAdapter implements WarehouseAdapter {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]{0,254}");
  private static final Pattern USER = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.$@-]{0,254}");
  private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9_-]{1,255}");
  private static final Map<String, String> SCHEMES =
      Map.of("verify-full", "https", "disable", "http");
  private static final int USUAL_PORT = 443;

  private final AllowedHosts hosts;
  private final Watchdog watchdog;

  @Inject
  public SnowflakeAdapter(ExecutorConfig config, Watchdog watchdog) {
    this(new AllowedHosts(config.allowedHosts().orElse(List.of())), watchdog);
  }

  public SnowflakeAdapter(AllowedHosts hosts, Watchdog watchdog) {
    this.hosts = hosts;
    this.watchdog = watchdog;
  }

  @Override
  public String kind() {
    return "snowflake";
  }

  @Override
  public Dialect dialect() {
    return Dialect.SNOWFLAKE;
  }

  @Override
  public Set<String> settings() {
    return Set.of(
        "host", "port", "account", "database", "schema", "warehouse", "role", "user", "sslmode");
  }

  @Override
  public ConnectionForm form() {
    return new ConnectionForm(
        kind(),
        "Snowflake",
        List.of(
            Field.required("host", "Host", Type.TEXT, "org-account.snowflakecomputing.com"),
            Field.optional("port", "Port", Type.NUMBER, Integer.toString(USUAL_PORT), null),
            Field.required("database", "Database", Type.TEXT, "as Snowflake spells it, upper-case"),
            Field.optional("schema", "Schema", Type.TEXT, "PUBLIC", null),
            Field.required("warehouse", "Warehouse", Type.TEXT, "that computes"),
            Field.required("role", "Role", Type.TEXT, "one that may only read"),
            Field.required("user", "User", Type.TEXT, null),
            Field.optional(
                "account", "Account", Type.TEXT, null, "where the host does not begin with it"),
            Field.choice("sslmode", "Encryption", List.of("verify-full", "disable"), null)),
        new ConnectionForm.Secret("Password, access token or private key (PEM)", true, true));
  }

  @Override
  public Warehouse connect(ConnectionSettings settings) {
    String host = hosts.require(settings.require("host"));
    return new JdbcWarehouse(
        new SnowflakeFlavour(url(host, settings), properties(host, settings)), watchdog);
  }

  /**
   * Where the driver finds the service.
   *
   * @param host that was checked
   * @throws WarehouseException of {@link Problem#MISCONFIGURED} when the settings do not do
   */
  public static String url(String host, ConnectionSettings settings) {
    String scheme = SCHEMES.get(settings.find("sslmode").orElse("verify-full"));
    if (scheme == null) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
    return "jdbc:snowflake://" + scheme + "://" + host + ":" + settings.port(USUAL_PORT);
  }

  /**
   * Every driver parameter that is ever set, the login's among them; none comes from a connection
   * as it is.
   *
   * @param host that was checked
   * @throws WarehouseException of {@link Problem#MISCONFIGURED} when the settings do not do
   */
  public static Properties properties(String host, ConnectionSettings settings) {
    Properties properties = new Properties();
    properties.setProperty(
        "account",
        settings.find("account").isPresent()
            ? settings.require("account", ACCOUNT)
            : host.replaceFirst("\\..*", ""));
    properties.setProperty("user", settings.require("user", USER));
    properties.setProperty("db", settings.require("database", NAME));
    properties.setProperty(
        "schema",
        settings.find("schema").isPresent() ? settings.require("schema", NAME) : "PUBLIC");
    properties.setProperty("warehouse", settings.require("warehouse", NAME));
    properties.setProperty("role", settings.require("role", NAME));
    SnowflakeLogin.add(settings.secret(), properties);
    driver(properties);
    session(properties);
    return properties;
  }

  private static void driver(Properties properties) {
    properties.setProperty("application", "NexusHive");
    properties.setProperty("loginTimeout", "10");
    properties.setProperty("HTTP_CLIENT_CONNECTION_TIMEOUT", "5000");
    properties.setProperty("HTTP_CLIENT_SOCKET_TIMEOUT", "60000");
    properties.setProperty("maxHttpRetries", "3");
    // PUT and GET move files between this machine and the service.
    properties.setProperty("enablePutGet", "false");
    // Both would speak to hosts that nobody listed.
    properties.setProperty("disablePlatformDetection", "true");
    properties.setProperty("CLIENT_TELEMETRY_ENABLED", "false");
    properties.setProperty("clientStoreTemporaryCredential", "false");
  }

  /** Session parameters. Results are JSON: Arrow needs the JVM's memory to be opened to it. */
  private static void session(Properties properties) {
    properties.setProperty("JDBC_QUERY_RESULT_FORMAT", "JSON");
    properties.setProperty("CLIENT_PREFETCH_THREADS", "1");
    properties.setProperty("CLIENT_MEMORY_LIMIT", "48");
    properties.setProperty("CLIENT_RESULT_CHUNK_SIZE", "16");
    properties.setProperty("MULTI_STATEMENT_COUNT", "1");
    properties.setProperty("ABORT_DETACHED_QUERY", "true");
    properties.setProperty("QUOTED_IDENTIFIERS_IGNORE_CASE", "false");
    properties.setProperty("TIMEZONE", "UTC");
    properties.setProperty("DATE_OUTPUT_FORMAT", "YYYY-MM-DD");
    properties.setProperty("TIME_OUTPUT_FORMAT", "HH24:MI:SS.FF9");
    properties.setProperty("TIMESTAMP_NTZ_OUTPUT_FORMAT", "YYYY-MM-DD\"T\"HH24:MI:SS.FF9");
    properties.setProperty("TIMESTAMP_LTZ_OUTPUT_FORMAT", "YYYY-MM-DD\"T\"HH24:MI:SS.FF9TZH:TZM");
    properties.setProperty("TIMESTAMP_TZ_OUTPUT_FORMAT", "YYYY-MM-DD\"T\"HH24:MI:SS.FF9TZH:TZM");
  }
}
