package io.nexushive.executor.warehouse.mysql;

import io.nexushive.executor.warehouse.jdbc.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Finds out what a login could do beyond reading, from its grants and those of its roles, whatever
 * this session lets it do.
 */
final class MysqlRights {
  private static final Logger LOG = Logger.getLogger(MysqlRights.class);
  private static final Pattern PRIVILEGES =
      Pattern.compile("GRANT (.+?) ON (?!.* ON ).+? TO .*", Pattern.DOTALL);
  private static final Pattern ROLES = Pattern.compile("GRANT ([`'].+) TO .*", Pattern.DOTALL);
  private static final Pattern COLUMNS = Pattern.compile("\\([^)]*\\)");
  private static final Set<String> READING =
      Set.of("USAGE", "SELECT", "SHOW VIEW", "SHOW DATABASES", "SHOW CREATE ROUTINE");
  private static final Map<String, String> WORDS = new LinkedHashMap<>();

  static {
    say("The login has every right on some databases or on all.", "ALL PRIVILEGES", "ALL");
    say("The login may change rows of some tables.", "INSERT", "UPDATE", "DELETE");
    say(
        "The login may create, change or drop objects in some databases.",
        "CREATE",
        "ALTER",
        "DROP",
        "INDEX",
        "REFERENCES",
        "TRIGGER",
        "EVENT",
        "CREATE VIEW",
        "CREATE ROUTINE",
        "ALTER ROUTINE",
        "DELETE HISTORY");
    say("The login may create temporary tables.", "CREATE TEMPORARY TABLES");
    say("The login may lock tables.", "LOCK TABLES");
    say("The login may call stored routines, which may write.", "EXECUTE");
    say("The login may read and write files on the server's machine.", "FILE");
    say("The login may pass its rights on.", "GRANT OPTION");
  }

  private MysqlRights() {}

  private static void say(String words, String... privileges) {
    Stream.of(privileges).forEach(p -> WORDS.put(p, words));
  }

  static List<String> findings(Connection session) throws SQLException {
    Set<String> findings = new LinkedHashSet<>();
    Set<String> held = held(session, findings);
    held.removeAll(READING);
    WORDS.forEach(
        (privilege, words) -> {
          if (held.remove(privilege)) {
            findings.add(words);
          }
        });
    if (!held.isEmpty()) {
      findings.add(
          "The login has rights that reach beyond reading tables: "
              + String.join(", ", held)
              + ".");
    }
    return List.copyOf(findings);
  }

  /** What {@code session}'s login and its roles hold; roles that do not show it are findings. */
  private static Set<String> held(Connection session, Set<String> findings) throws SQLException {
    Set<String> held = new TreeSet<>();
    Set<String> roles = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>();
    take(grants(session, "SHOW GRANTS"), held, open);
    boolean mariaDb = MysqlFlavour.isMariaDb(session);
    while (!open.isEmpty()) {
      String role = open.pop();
      if (!roles.add(role)) {
        continue;
      }
      try {
        String whose = mariaDb ? role : "CURRENT_USER() USING " + role;
        take(grants(session, "SHOW GRANTS FOR " + whose), held, open);
      } catch (SQLException e) {
        LOG.debug("a role's grants could not be read", e);
        findings.add("The login may take on a role whose rights it cannot see: " + role + ".");
      }
    }
    return held;
  }

  private static void take(List<String> grants, Set<String> held, Deque<String> roles) {
    for (String grant : grants) {
      Matcher privileges = PRIVILEGES.matcher(grant);
      Matcher granted = ROLES.matcher(grant);
      if (privileges.matches()) {
        held.addAll(privileges(privileges.group(1)));
        if (grant.contains(" WITH GRANT OPTION")) {
          held.add("GRANT OPTION");
        }
      } else if (granted.matches()) {
        roles.addAll(List.of(granted.group(1).split(",(?=[`'])")));
      }
    }
  }

  private static Set<String> privileges(String list) {
    Set<String> privileges = new TreeSet<>();
    for (String privilege : COLUMNS.matcher(list).replaceAll("").split(",")) {
      privileges.add(privilege.strip().toUpperCase(Locale.ROOT));
    }
    return privileges;
  }

  private static List<String> grants(Connection session, String question) throws SQLException {
    List<String> grants = new ArrayList<>();
    Rows.each(session, question, row -> grants.add(row.getString(1)));
    return grants;
  }
}
