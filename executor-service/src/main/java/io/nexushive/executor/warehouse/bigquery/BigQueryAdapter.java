package io.nexushive.executor.warehouse.bigquery;

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
import io.nexushive.model.envelope.Dialect;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * BigQuery. Settings: {@code project} (that pays), {@code dataset} (that is read), {@code
 * location}, {@code max_bytes_billed} (of one statement), {@code host} (bigquery.googleapis.com
 * where not set), {@code port}, {@code sslmode} (verify-full or disable). The secret is the key
 * file of a service account. The host that it names for tokens has to be listed too.
 */
@Singleton
public class BigQueryAdapter implements WarehouseAdapter {
  private static final Pattern PROJECT = Pattern.compile("[a-z][a-z0-9-]{4,28}[a-z0-9]");
  private static final Pattern DATASET = Pattern.compile("[A-Za-z0-9_]{1,1024}");
  private static final Pattern LOCATION = Pattern.compile("[A-Za-z0-9-]{2,40}");
  private static final Pattern BYTES = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Map<String, String> SCHEMES =
      Map.of("verify-full", "https", "disable", "http");
  private static final String USUAL_HOST = "bigquery.googleapis.com";
  private static final int USUAL_PORT = 443;

  private final AllowedHosts hosts;
  private final Watchdog watchdog;

  @Inject
  public BigQueryAdapter(ExecutorConfig config, Watchdog watchdog) {
    this(new AllowedHosts(config.allowedHosts().orElse(List.of())), watchdog);
  }

  public BigQueryAdapter(AllowedHosts hosts, Watchdog watchdog) {
    this.hosts = hosts;
    this.watchdog = watchdog;
  }

  @Override
  public String kind() {
    return "bigquery";
  }

  @Override
  public Dialect dialect() {
    return Dialect.BIGQUERY;
  }

  @Override
  public Set<String> settings() {
    return Set.of("host", "port", "project", "dataset", "location", "max_bytes_billed", "sslmode");
  }

  @Override
  public ConnectionForm form() {
    return new ConnectionForm(
        kind(),
        "BigQuery",
        List.of(
            Field.required("project", "Project", Type.TEXT, "that pays"),
            Field.required("dataset", "Dataset", Type.TEXT, "that is read"),
            Field.optional("location", "Location", Type.TEXT, null, "EU, for example"),
            Field.optional(
                "max_bytes_billed", "Most bytes", Type.TEXT, null, "that one statement may read"),
            Field.optional("host", "Host", Type.TEXT, USUAL_HOST, null),
            Field.optional("port", "Port", Type.NUMBER, Integer.toString(USUAL_PORT), null),
            Field.choice("sslmode", "Encryption", List.of("verify-full", "disable"), null)),
        new ConnectionForm.Secret("Key file of a service account (JSON)", true, true));
  }

  @Override
  public Warehouse connect(ConnectionSettings settings) {
    String host = hosts.require(settings.find("host").orElse(USUAL_HOST));
    String scheme = SCHEMES.get(settings.find("sslmode").orElse("verify-full"));
    if (scheme == null) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
    BigQueryPlace place =
        new BigQueryPlace(
            settings.require("project", PROJECT),
            settings.require("dataset", DATASET),
            optional(settings, "location", LOCATION).orElse(null),
            optional(settings, "max_bytes_billed", BYTES).map(Long::valueOf).orElse(null));
    String url = scheme + "://" + host + ":" + settings.port(USUAL_PORT) + "/";
    return new BigQueryWarehouse(
        new BigQueryClient(url, ServiceAccount.of(settings.secret(), scheme, hosts), place),
        watchdog);
  }

  private static Optional<String> optional(ConnectionSettings settings, String name, Pattern form) {
    return settings.find(name).map(value -> settings.require(name, form));
  }
}
