package io.nexushive.executor.warehouse.databricks;

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
 * Databricks. Settings: {@code host}, {@code port}, {@code http_path} (of the SQL warehouse),
 * {@code catalog}, {@code schema} (default where not set), {@code user} (client id of a service
 * principal), {@code sslmode} (verify-full or disable). The secret is the principal's OAuth secret,
 * or a personal access token where there is no user.
 */
@Singleton
public class DatabricksAdapter implements WarehouseAdapter {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_-]{0,254}");
  private static final Pattern PATH = Pattern.compile("/sql/1\\.0/warehouses/[0-9a-fA-F]{1,64}");
  private static final Pattern CLIENT = Pattern.compile("[0-9a-zA-Z-]{1,64}");
  private static final Map<String, String> SSL = Map.of("verify-full", "1", "disable", "0");
  private static final int USUAL_PORT = 443;

  private final AllowedHosts hosts;
  private final Watchdog watchdog;

  @Inject
  public DatabricksAdapter(ExecutorConfig config, Watchdog watchdog) {
    this(new AllowedHosts(config.allowedHosts().orElse(List.of())), watchdog);
  }

  public DatabricksAdapter(AllowedHosts hosts, Watchdog watchdog) {
    this.hosts = hosts;
    this.watchdog = watchdog;
  }

  @Override
  public String kind() {
    return "databricks";
  }

  @Override
  public Dialect dialect() {
    return Dialect.DATABRICKS;
  }

  @Override
  public Set<String> settings() {
    return Set.of("host", "port", "http_path", "catalog", "schema", "user", "sslmode");
  }

  @Override
  public ConnectionForm form() {
    return new ConnectionForm(
        kind(),
        "Databricks",
        List.of(
            Field.required("host", "Host", Type.TEXT, "of the workspace"),
            Field.optional("port", "Port", Type.NUMBER, Integer.toString(USUAL_PORT), null),
            Field.required("http_path", "HTTP path", Type.TEXT, "/sql/1.0/warehouses/…"),
            Field.required("catalog", "Catalogue", Type.TEXT, null),
            Field.optional("schema", "Schema", Type.TEXT, "default", null),
            Field.optional(
                "user", "Service principal", Type.TEXT, null, "its client id; none for a token"),
            Field.choice("sslmode", "Encryption", List.of("verify-full", "disable"), null)),
        new ConnectionForm.Secret("Access token or OAuth secret", true, false));
  }

  @Override
  public Warehouse connect(ConnectionSettings settings) {
    String host = hosts.require(settings.require("host"));
    return new JdbcWarehouse(
        new DatabricksFlavour(url(host, settings), properties(settings)), watchdog);
  }

  /**
   * Where the driver finds the service.
   *
   * @param host that was checked
   */
  public static String url(String host, ConnectionSettings settings) {
    return "jdbc:databricks://" + host + ":" + settings.port(USUAL_PORT);
  }

  /**
   * Every driver parameter that is ever set, the login's among them; none comes from a connection
   * as it is.
   *
   * @throws WarehouseException of {@link Problem#MISCONFIGURED} when the settings do not do
   */
  public static Properties properties(ConnectionSettings settings) {
    String ssl = SSL.get(settings.find("sslmode").orElse("verify-full"));
    if (ssl == null) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
    Properties properties = new Properties();
    properties.setProperty("ssl", ssl);
    properties.setProperty("httpPath", settings.require("http_path", PATH));
    properties.setProperty(DatabricksFlavour.CATALOG, settings.require("catalog", NAME));
    properties.setProperty(
        DatabricksFlavour.SCHEMA,
        settings.find("schema").isPresent() ? settings.require("schema", NAME) : "default");
    login(settings, properties);
    driver(properties);
    return properties;
  }

  private static void login(ConnectionSettings settings, Properties properties) {
    boolean principal = settings.find("user").isPresent();
    if (principal) {
      properties.setProperty("AuthMech", "11");
      properties.setProperty("Auth_Flow", "1");
      properties.setProperty("OAuth2ClientId", settings.require("user", CLIENT));
    } else {
      properties.setProperty("AuthMech", "3");
      properties.setProperty("UID", "token");
    }
    if (settings.secret() != null) {
      properties.setProperty(
          principal ? DatabricksFlavour.OAUTH_SECRET : DatabricksFlavour.TOKEN, settings.secret());
    }
  }

  private static void driver(Properties properties) {
    properties.setProperty("UserAgentEntry", "NexusHive");
    properties.setProperty("UseThriftClient", "0");
    // Results come from the listed host itself, as JSON.
    properties.setProperty("EnableQueryResultDownload", "0");
    properties.setProperty("EnableArrow", "0");
    // A statement's id is needed at once, to cancel it.
    properties.setProperty("EnableDirectResults", "0");
    properties.setProperty("asyncexecpollinterval", "50");
    properties.setProperty("EnableTelemetry", "0");
    properties.setProperty("EnableTokenCache", "0");
    properties.setProperty("LogLevel", "OFF");
    properties.setProperty("UseSystemProxy", "0");
    properties.setProperty("SocketTimeout", "60");
    properties.setProperty("TemporarilyUnavailableRetryTimeout", "10");
    properties.setProperty("RateLimitRetryTimeout", "10");
    properties.setProperty("EnableComplexDatatypeSupport", "0");
    // Session settings.
    properties.setProperty("ANSI_MODE", "true");
    properties.setProperty("TIMEZONE", "UTC");
    properties.setProperty("STATEMENT_TIMEOUT", DatabricksFlavour.LONGEST_SECONDS);
    properties.setProperty("QUERY_TAGS", "service:nexushive");
  }
}
