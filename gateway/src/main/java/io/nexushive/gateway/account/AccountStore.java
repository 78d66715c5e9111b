package io.nexushive.gateway.account;

import static io.nexushive.gateway.database.Database.instant;

import io.nexushive.gateway.database.Database;
import io.nexushive.model.id.Uuids;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Accounts in the database. */
@Singleton
public class AccountStore {
  private static final String COLUMNS =
      "account_id, username, display_name, roles, attributes, created_at";

  private final Database database;

  public AccountStore(Database database) {
    this.database = database;
  }

  /** An account and the hash of its password. */
  record WithHash(Account account, String hash) {}

  /** Adds an account; empty when the name is taken or was once. */
  Optional<Account> add(
      String username, String displayName, String passwordHash, Collection<String> roles) {
    return database.first(
        "INSERT INTO gateway.accounts (account_id, username, display_name, password_hash, roles)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (username) DO NOTHING RETURNING "
            + COLUMNS,
        AccountStore::account,
        Uuids.v7(),
        username,
        displayName,
        passwordHash,
        roles);
  }

  /** Whether somebody has or once had this name. */
  boolean isTaken(String username) {
    return database
        .first("SELECT 1 FROM gateway.accounts WHERE username = ?", row -> Boolean.TRUE, username)
        .isPresent();
  }

  Optional<WithHash> withHash(String username) {
    return database.first(
        "SELECT "
            + COLUMNS
            + ", password_hash FROM gateway.accounts WHERE username = ? AND deleted_at IS NULL",
        row -> new WithHash(account(row), row.getString("password_hash")),
        username);
  }

  Optional<Account> byName(String username) {
    return database.first(
        "SELECT " + COLUMNS + " FROM gateway.accounts WHERE username = ? AND deleted_at IS NULL",
        AccountStore::account,
        username);
  }

  Optional<Account> byId(UUID id) {
    return database.first(
        "SELECT " + COLUMNS + " FROM gateway.accounts WHERE account_id = ? AND deleted_at IS NULL",
        AccountStore::account,
        id);
  }

  /** Accounts after {@code cursor} in the order of their names. */
  List<Account> page(String cursor, int limit) {
    return database.list(
        "SELECT "
            + COLUMNS
            + " FROM gateway.accounts WHERE deleted_at IS NULL AND username > ?"
            + " ORDER BY username LIMIT ?",
        AccountStore::account,
        cursor,
        limit);
  }

  Optional<Account> rename(UUID id, String displayName) {
    return database.first(
        "UPDATE gateway.accounts SET display_name = ? WHERE account_id = ? AND deleted_at IS NULL"
            + " RETURNING "
            + COLUMNS,
        AccountStore::account,
        displayName,
        id);
  }

  /** Sets another password; tokens and sessions given before end. */
  void changePassword(UUID id, String hash, Instant now) {
    revoking(
        id,
        "UPDATE gateway.accounts SET password_hash = ?, tokens_valid_after = ?"
            + " WHERE account_id = ?",
        hash,
        now,
        id);
  }

  /** Gives other roles; tokens and sessions that carry the old ones end. */
  void changeRoles(UUID id, Collection<String> roles, Instant now) {
    revoking(
        id,
        "UPDATE gateway.accounts SET roles = ?, tokens_valid_after = ? WHERE account_id = ?",
        roles,
        now,
        id);
  }

  /** Gives other attributes; tokens and sessions that carry the old ones end. */
  void changeAttributes(UUID id, Map<String, List<String>> attributes, Instant now) {
    revoking(
        id,
        "UPDATE gateway.accounts SET attributes = ?::jsonb, tokens_valid_after = ?"
            + " WHERE account_id = ?",
        Attributes.json(attributes),
        now,
        id);
  }

  void delete(UUID id, Instant now) {
    revoking(
        id,
        "UPDATE gateway.accounts SET deleted_at = ?, tokens_valid_after = ? WHERE account_id = ?",
        now,
        now,
        id);
  }

  /** Names whose tokens ended early within {@code lifetime}, and when. */
  Map<String, Instant> revoked(Instant now, Duration lifetime) {
    Map<String, Instant> revoked = new HashMap<>();
    database.list(
        "SELECT username, tokens_valid_after FROM gateway.accounts WHERE tokens_valid_after > ?",
        row -> revoked.put(row.getString("username"), instant(row, "tokens_valid_after")),
        now.minus(lifetime));
    return revoked;
  }

  static Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getObject("account_id", UUID.class),
        row.getString("username"),
        row.getString("display_name"),
        Arrays.asList((String[]) row.getArray("roles").getArray()),
        Attributes.fromJson(row.getString("attributes")),
        instant(row, "created_at"));
  }

  private void revoking(UUID id, String sql, Object... values) {
    database.inTransaction(
        connection -> {
          try (var change = connection.prepareStatement(sql);
              var sessions =
                  connection.prepareStatement(
                      "DELETE FROM gateway.sessions WHERE account_id = ?")) {
            Database.bind(change, values);
            change.executeUpdate();
            Database.bind(sessions, id);
            return sessions.executeUpdate();
          }
        });
  }
}
