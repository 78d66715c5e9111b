package io.nexushive.local.postgres;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.SecretFiles;
import io.nexushive.local.process.Child;
import io.nexushive.local.process.LogTail;
import io.nexushive.local.process.PidFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The files of a database server: made once, taken up again ever after. */
final class PostgresCluster {
  private static final String MAJOR_VERSION = "17";
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final Path data;
  private final Path log;
  private final PostgresBinaries binaries;
  private final List<String> asOrdinaryUser;

  PostgresCluster(Path data, Path log) {
    this.data = data;
    this.log = log;
    this.binaries = PostgresBinaries.unpack(Caches.folder());
    this.asOrdinaryUser = Unprivileged.prefix();
  }

  /** Stops a server that still works on these files because its starter was killed. */
  void stopLeftover() throws IOException {
    Path lock = data.resolve("postmaster.pid");
    OptionalLong pid = PidFile.read(lock);
    if (pid.isEmpty()) {
      return;
    }
    ProcessHandle process =
        ProcessHandle.of(pid.getAsLong()).filter(PostgresCluster::isPostgres).orElse(null);
    if (process == null) {
      // The id may belong to somebody else by now, which would stop the server from starting.
      Files.deleteIfExists(lock);
      return;
    }
    process.destroy();
    try {
      process.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new LocalStackException(
          "a PostgreSQL (process " + process.pid() + ") still uses " + data + "; stop it first", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("interrupted while waiting for PostgreSQL to stop", e);
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().map(c -> c.endsWith("/postgres")).orElse(false);
  }

  /** Makes the files if there are none. They appear whole or not at all. */
  void initialise(String superuserPassword) throws IOException {
    if (Files.exists(data)) {
      checkVersion();
      return;
    }
    Path draft = data.resolveSibling("cluster.draft");
    Trees.delete(draft);
    Path password = data.resolveSibling("superuser.password");
    try {
      SecretFiles.write(password, superuserPassword);
      run(
          binaries.program("initdb"),
          "--pgdata=" + draft,
          "--username=" + PostgresSecrets.SUPERUSER,
          "--pwfile=" + password,
          "--auth=scram-sha-256",
          "--encoding=UTF8",
          "--locale=C",
          "--locale-provider=builtin",
          "--builtin-locale=C.UTF-8",
          "--no-sync");
      Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(password);
    }
  }

  private void checkVersion() throws IOException {
    Path version = data.resolve("PG_VERSION");
    String found = Files.exists(version) ? Files.readString(version).strip() : "no version";
    if (!MAJOR_VERSION.equals(found)) {
      throw new LocalStackException(
          data
              + " holds no database of PostgreSQL "
              + MAJOR_VERSION
              + " (found: "
              + found
              + "); move that folder away to start with an empty one");
    }
  }

  /** The server as a process to start. */
  Child.Spec server(int port, Path pidFile) {
    List<String> command = new ArrayList<>(asOrdinaryUser);
    command.addAll(List.of(binaries.program("postgres"), "-D", data.toString()));
    Map.of(
            "listen_addresses", "127.0.0.1",
            "port", Integer.toString(port),
            "unix_socket_directories", "",
            "shared_buffers", "32MB",
            "max_connections", "60",
            "max_wal_size", "256MB",
            "jit", "off",
            "log_checkpoints", "off")
        .forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    // SIGINT is PostgreSQL's fast shutdown: sessions are ended, nothing is lost.
    return new Child.Spec("PostgreSQL", command, Map.of(), log, pidFile, "INT");
  }

  private void run(String... program) throws IOException {
    List<String> command = new ArrayList<>(asOrdinaryUser);
    command.addAll(List.of(program));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new LocalStackException("initdb failed" + LogTail.of(log, 15));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new LocalStackException("interrupted while the database is made", e);
    }
  }
}
