package io.nexushive.executor.warehouse.duckdb;

import io.nexushive.executor.warehouse.ConfinedFiles;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jboss.logging.Logger;

/**
 * A DuckDB database inside this process. Plain data files are given to it as views in a database of
 * their own, which is made anew when files come or go.
 */
final class DuckDbInstance implements DuckDbDatabase {
  private static final Logger LOG = Logger.getLogger(DuckDbInstance.class);

  private final ConfinedFiles files;
  private final String name;
  private final long memoryBytes;
  private DuckDBConnection root;
  private List<Path> opened = List.of();
  private Path made;
  private long generation;

  DuckDbInstance(ConfinedFiles files, String name, long memoryBytes) {
    this.files = files;
    this.name = name;
    this.memoryBytes = memoryBytes;
  }

  @Override
  public synchronized Connection session() throws SQLException {
    if (root == null) {
      open(files.resolveAll(name));
    }
    return root.duplicate();
  }

  @Override
  public synchronized void refresh() throws SQLException {
    List<Path> now = files.resolveAll(name);
    if (root != null && !now.equals(opened)) {
      close();
      generation++;
      open(now);
    }
  }

  @Override
  public synchronized long generation() {
    return generation;
  }

  private void open(List<Path> found) throws SQLException {
    boolean database = found.size() == 1 && DataFile.isDatabase(found.get(0));
    List<Path> data = database ? List.of() : found.stream().filter(DataFile::isData).toList();
    if (!database && data.isEmpty()) {
      throw new WarehouseException(Problem.UNREACHABLE);
    }
    Path path = database ? found.get(0) : views(data);
    DuckDBConnection connection = connect(path, true);
    try (Statement statement = connection.createStatement()) {
      // Two connections to one file share an instance; the first of them has locked it already.
      DuckDbLock.lock(statement, memoryBytes, data);
      root = connection;
      opened = found;
    } finally {
      if (root != connection) {
        connection.close();
      }
    }
  }

  /** A database that holds nothing but a view on each file. */
  private Path views(List<Path> data) throws SQLException {
    try {
      made = Files.createTempDirectory("nexushive-duckdb").resolve("views.duckdb");
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for views", e);
    }
    try (Connection connection = connect(made, false);
        Statement statement = connection.createStatement()) {
      for (DataFile file : DataFile.named(data)) {
        statement.execute(file.view());
      }
    }
    return made;
  }

  private static DuckDBConnection connect(Path path, boolean readOnly) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty(DuckDBDriver.DUCKDB_READONLY_PROPERTY, Boolean.toString(readOnly));
    properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    return (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:" + path, properties);
  }

  @Override
  public synchronized void close() {
    if (root != null) {
      try {
        root.close();
      } catch (SQLException e) {
        LOG.debug("database did not close cleanly", e);
      }
      root = null;
    }
    if (made != null) {
      try {
        Files.deleteIfExists(made);
        Files.deleteIfExists(made.getParent());
      } catch (IOException e) {
        LOG.debug("views were left behind in the temporary folder", e);
      }
      made = null;
    }
  }
}
