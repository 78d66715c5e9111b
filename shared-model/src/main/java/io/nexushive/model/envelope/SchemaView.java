package io.nexushive.model.envelope;

import io.nexushive.model.policy.ColumnPattern;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an asker's roles may see of tables, by the policy as it stood when he asked, for what is
 * shown to language models. It permits nothing: policy decides on each query anew.
 *
 * @param policyVersion SHA-256 of the policy's document
 * @param roles the asker's roles that the policy knows; what one of them sees, he sees
 */
public record SchemaView(String policyVersion, List<RoleView> roles) {
  private static final String ALL = "*";

  public SchemaView {
    Objects.requireNonNull(policyVersion, "policyVersion");
    roles = Lists.copy(roles);
  }

  /**
   * What a role sees. Columns are written {@code table.column} in lower case, where either part may
   * be {@code *}.
   *
   * @param tables names in lower case, or {@code *} for all
   * @param hidden columns that it may not use
   * @param changed columns whose values it does not see as they are stored, or not of every row
   */
  public record RoleView(
      SortedSet<String> tables, SortedSet<String> hidden, SortedSet<String> changed) {
    public RoleView {
      tables = copy(tables);
      hidden = copy(hidden);
      changed = copy(changed);
    }

    private static SortedSet<String> copy(Set<String> names) {
      return java.util.Collections.unmodifiableSortedSet(
          names == null ? new TreeSet<>() : new TreeSet<>(names));
    }

    private boolean reads(String table) {
      return tables.contains(ALL) || tables.contains(table);
    }

    private boolean sees(String table, String column) {
      return reads(table) && !ColumnPattern.anyCovers(hidden, table, column);
    }

    private boolean seesValues(String table, String column) {
      return sees(table, column) && !ColumnPattern.anyCovers(changed, table, column);
    }
  }

  /** Whether the table may be read, whatever the case of its name. */
  public boolean sees(String table) {
    return roles.stream().anyMatch(role -> role.reads(lower(table)));
  }

  /** Whether the column may be used, whatever the case of its name. */
  public boolean sees(String table, String column) {
    return roles.stream().anyMatch(role -> role.sees(lower(table), lower(column)));
  }

  /** Whether all values of the column are seen as they are stored. */
  public boolean seesValues(String table, String column) {
    return roles.stream().anyMatch(role -> role.seesValues(lower(table), lower(column)));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
