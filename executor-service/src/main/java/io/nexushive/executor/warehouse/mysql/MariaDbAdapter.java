package io.nexushive.executor.warehouse.mysql;

import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.warehouse.AllowedHosts;
import io.nexushive.executor.warehouse.Watchdog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** MariaDB, which is spoken to as MySQL is. */
@Singleton
public class MariaDbAdapter extends MysqlAdapter {

  @Inject
  public MariaDbAdapter(ExecutorConfig config, Watchdog watchdog) {
    super(config, watchdog);
  }

  public MariaDbAdapter(AllowedHosts hosts, Watchdog watchdog) {
    super(hosts, watchdog);
  }

  @Override
  public String kind() {
    return "mariadb";
  }

  @Override
  protected String label() {
    return "MariaDB";
  }
}
