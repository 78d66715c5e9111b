package io.nexushive.policy.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Opens databases by their drivers' classes. The driver manager looks for drivers once in a JVM,
 * with the class loader of whoever asks first; tests have two.
 */
public final class Engines {
  private Engines() {}

  /**
   * @param file a path, or {@code :memory:}
   */
  public static Connection sqlite(String file) throws SQLException {
    return new org.sqlite.JDBC().connect("jdbc:sqlite:" + file, new Properties());
  }

  public static Connection duckDb() throws SQLException {
    return new org.duckdb.DuckDBDriver().connect("jdbc:duckdb:", new Properties());
  }

  /** MariaDB, as its administrator. */
  public static Connection mariaDb(String url) throws SQLException {
    Properties root = new Properties();
    root.setProperty("user", "root");
    return new org.mariadb.jdbc.Driver().connect(url, root);
  }
}
