package io.nexushive.local.stack;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.SecretFiles;
import io.nexushive.model.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The accounts that a fresh installation has, one per role, with passwords made at first start. The
 * gateway reads this file when it has no accounts yet.
 */
public record DemoAccounts(List<Account> accounts) {
  public DemoAccounts {
    accounts = List.copyOf(accounts);
  }

  /** Who may sign in, and as what. */
  public record Account(String username, String password, List<String> roles) {
    public Account {
      roles = List.copyOf(roles);
    }
  }

  /** Makes the file if it is missing; says whether it did. */
  static boolean create(Path file) {
    if (Files.exists(file)) {
      return false;
    }
    List<Account> accounts =
        Stream.of("analyst", "steward", "admin", "viewer", "auditor")
            .map(role -> new Account(role, SecretFiles.randomPassword(), List.of(role)))
            .toList();
    try {
      SecretFiles.createDirectories(file.getParent());
      SecretFiles.write(
          file,
          Json.mapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(new DemoAccounts(accounts)));
      return true;
    } catch (IOException e) {
      throw new LocalStackException("the demo accounts cannot be written to " + file, e);
    }
  }

  /**
   * Reads the file.
   *
   * @throws LocalStackException when it is missing or something else
   */
  public static DemoAccounts load(Path file) {
    try {
      return Json.read(Files.readAllBytes(file), DemoAccounts.class);
    } catch (IOException | IllegalArgumentException e) {
      throw new LocalStackException(
          "the demo accounts in " + file + " cannot be read; was ./nexus up ever run here?", e);
    }
  }

  /** The account of that name. */
  public Account named(String username) {
    return accounts.stream()
        .filter(a -> a.username().equals(username))
        .findFirst()
        .orElseThrow(() -> new LocalStackException("there is no demo account named " + username));
  }
}
