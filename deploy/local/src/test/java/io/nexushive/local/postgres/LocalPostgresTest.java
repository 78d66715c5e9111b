package io.nexushive.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.local.FreePorts;
import io.nexushive.local.LocalStackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {
  @TempDir Path dir;

  @Test
  void keepsRowsOverACleanRestartAndOverAKill() throws Exception {
    try (LocalPostgres postgres = LocalPostgres.start(dir, FreePorts.next())) {
      execute(postgres, Role.NEXUS_GATEWAY, "create table kept(n int)");
      execute(postgres, Role.NEXUS_GATEWAY, "insert into kept values (1)");
    }
    LocalPostgres killed = LocalPostgres.start(dir, FreePorts.next());
    execute(killed, Role.NEXUS_GATEWAY, "insert into kept values (2)");
    killed.process().kill();

    try (LocalPostgres postgres = LocalPostgres.start(dir, FreePorts.next());
        Connection c = postgres.connect(Role.NEXUS_GATEWAY);
        ResultSet rows = c.createStatement().executeQuery("select sum(n) from gateway.kept")) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(3);
    }
  }

  @Test
  void takesOverFromAServerWhoseStarterIsGone() throws Exception {
    LocalPostgres left = LocalPostgres.start(dir, FreePorts.next());
    long pid = left.process().pid().orElseThrow();
    try (LocalPostgres postgres = LocalPostgres.start(dir, FreePorts.next())) {
      assertThat(ProcessHandle.of(pid)).isEmpty();
      execute(postgres, Role.NEXUS_GATEWAY, "select 1");
    }
  }

  @Test
  void givesTheAuditServiceNoMoreThanItsOwnerGrants() throws Exception {
    try (LocalPostgres postgres = LocalPostgres.start(dir, FreePorts.next())) {
      execute(postgres, Role.NEXUS_AUDIT_OWNER, "create table entry(n int)");
      execute(postgres, Role.NEXUS_AUDIT_OWNER, "grant select, insert on entry to nexus_audit");
      execute(postgres, Role.NEXUS_AUDIT, "insert into entry values (1)");

      assertThatThrownBy(() -> execute(postgres, Role.NEXUS_AUDIT, "delete from entry"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> execute(postgres, Role.NEXUS_AUDIT, "create table other(n int)"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> execute(postgres, Role.NEXUS_GATEWAY, "select * from audit.entry"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void keepsPasswordsForTheOwnerAlone() throws Exception {
    LocalPostgres.start(dir, FreePorts.next()).close();
    assertThat(Files.getPosixFilePermissions(dir.resolve("passwords.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void saysWhatIsWrongWithAFolderOfSomethingElse() throws Exception {
    Files.createDirectories(dir.resolve("cluster"));
    assertThatThrownBy(() -> LocalPostgres.start(dir, FreePorts.next()))
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("move that folder away");
  }

  private static void execute(LocalPostgres postgres, Role role, String sql) throws SQLException {
    try (Connection c = postgres.connect(role);
        Statement s = c.createStatement()) {
      s.execute(sql);
    }
  }
}
