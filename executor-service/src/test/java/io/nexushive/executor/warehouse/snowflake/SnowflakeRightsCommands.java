package io.nexushive.executor.warehouse.snowflake;

import io.nexushive.executor.warehouse.snowflake.SnowflakeDouble.Grant;
import io.nexushive.executor.warehouse.snowflake.SnowflakeDouble.User;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Roles, users and grants, as far as they are made here by statements. */
final class SnowflakeRightsCommands {
  private static final Pattern ROLE = Pattern.compile("CREATE ROLE IF NOT EXISTS \"(\\w+)\"");
  private static final Pattern USER =
      Pattern.compile(
          "CREATE USER IF NOT EXISTS \"(\\w+)\" TYPE = SERVICE DEFAULT_ROLE = '\\w+'"
              + "(?: RSA_PUBLIC_KEY = '([^']+)')?");
  private static final Pattern GRANT =
      Pattern.compile(
          "GRANT (USAGE|SELECT) ON (WAREHOUSE|DATABASE|SCHEMA|TABLE) (\\S+) TO ROLE \"(\\w+)\"");
  private static final Pattern MEMBER = Pattern.compile("GRANT ROLE \"(\\w+)\" TO USER \"(\\w+)\"");

  private final Map<String, User> users;
  private final Map<String, List<Grant>> roles;

  SnowflakeRightsCommands(Map<String, User> users, Map<String, List<Grant>> roles) {
    this.users = users;
    this.roles = roles;
  }

  /**
   * @param sql with unquoted names in upper case
   * @return what the service says; empty where the statement is about something else
   */
  Optional<String> run(String sql) {
    Matcher role = ROLE.matcher(sql);
    if (role.matches()) {
      roles.putIfAbsent(role.group(1), new CopyOnWriteArrayList<>());
      return Optional.of("Role " + role.group(1) + " successfully created.");
    }
    Matcher user = USER.matcher(sql);
    if (user.matches()) {
      users.putIfAbsent(
          user.group(1), new User(user.group(1), null, key(user.group(2)), List.of("PUBLIC")));
      return Optional.of("User " + user.group(1) + " successfully created.");
    }
    Matcher grant = GRANT.matcher(sql);
    if (grant.matches()) {
      roles
          .get(grant.group(4))
          .add(new Grant(grant.group(1), grant.group(2), grant.group(3).replace("\"", "")));
      return Optional.of("Statement executed successfully.");
    }
    Matcher member = MEMBER.matcher(sql);
    if (member.matches()) {
      users.computeIfPresent(member.group(2), (name, known) -> with(known, member.group(1)));
      return Optional.of("Statement executed successfully.");
    }
    return Optional.empty();
  }

  private static User with(User user, String role) {
    List<String> roles = new ArrayList<>(List.of(role));
    roles.addAll(user.roles());
    return new User(user.name(), user.password(), user.key(), roles);
  }

  private static PublicKey key(String base64) {
    try {
      return base64 == null
          ? null
          : KeyFactory.getInstance("RSA")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("New public key rejected by current policy.", e);
    }
  }
}
