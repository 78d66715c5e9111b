package io.nexushive.gateway.account;

import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.database.ClusterLock;
import io.nexushive.model.json.Json;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Creates the accounts of a file that were never there; a start that broke off in the middle is
 * made up for by the next, and an account that was deleted stays so.
 */
@Singleton
public class DemoAccounts {
  private static final Logger LOG = Logger.getLogger(DemoAccounts.class);

  private final AccountStore store;
  private final Accounts accounts;
  private final ClusterLock lock;
  private final GatewayConfig config;

  public DemoAccounts(
      AccountStore store, Accounts accounts, ClusterLock lock, GatewayConfig config) {
    this.store = store;
    this.accounts = accounts;
    this.lock = lock;
    this.config = config;
  }

  /** The file's form. */
  @RegisterForReflection
  record Document(List<Entry> accounts) {
    Document {
      accounts = List.copyOf(accounts);
    }
  }

  @RegisterForReflection
  record Entry(String username, String password, List<String> roles) {}

  void start(@Observes StartupEvent event) {
    config
        .demoAccountsFile()
        .ifPresent(file -> lock.tryRun(ClusterLock.Guarded.ACCOUNTS, () -> create(file)));
  }

  private void create(Path file) {
    try {
      List<Entry> missing =
          Json.read(Files.readAllBytes(file), Document.class).accounts().stream()
              .filter(e -> !store.isTaken(e.username()))
              .toList();
      missing.forEach(e -> accounts.create(e.username(), e.password(), e.username(), e.roles()));
      if (!missing.isEmpty()) {
        LOG.infof("demo accounts created count=%d", missing.size());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
