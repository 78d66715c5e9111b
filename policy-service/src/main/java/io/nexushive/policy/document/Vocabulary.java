package io.nexushive.policy.document;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The names that the rules of one document may use.
 *
 * @param roles of the document
 * @param tags the columns that each tag stands for
 */
record Vocabulary(Set<String> roles, Map<String, Set<String>> tags) {

  static Vocabulary of(Set<String> roles, YamlObject tags) {
    Map<String, Set<String>> read = new LinkedHashMap<>();
    for (String tag : tags.keys()) {
      read.put(tag, written(tags, tag));
    }
    return new Vocabulary(roles, read);
  }

  /** Roles of the document under {@code key}. */
  Set<String> roles(YamlObject rule, String key) {
    Set<String> named = new LinkedHashSet<>(rule.texts(key));
    for (String role : named) {
      if (!roles.contains(role)) {
        throw rule.error(key, "names a role that is not under roles: " + role);
      }
    }
    return named;
  }

  /** Whom a rule holds for, from its {@code roles} and {@code except_for}. */
  AppliesTo appliesTo(YamlObject rule) {
    return new AppliesTo(roles(rule, "roles"), roles(rule, "except_for"));
  }

  /** At least {@code least} columns, from a rule's {@code columns} and {@code tags}. */
  Set<String> columns(YamlObject rule, int least) {
    Set<String> columns = new LinkedHashSet<>(written(rule, "columns"));
    for (String tag : rule.texts("tags")) {
      if (!tags.containsKey(tag)) {
        throw rule.error("tags", "names a tag that is not under tags: " + tag);
      }
      columns.addAll(tags.get(tag));
    }
    if (columns.size() < least) {
      throw rule.error("columns", "must name at least " + least + " columns");
    }
    return columns;
  }

  /** Columns under {@code key}, each with its table and without a star. */
  static Set<String> exact(YamlObject rule, String key) {
    Set<String> columns = written(rule, key);
    if (columns.stream().anyMatch(c -> c.contains("*"))) {
      throw rule.error(key, "must name columns without a star");
    }
    return columns;
  }

  private static Set<String> written(YamlObject rule, String key) {
    Set<String> columns = rule.words(key);
    for (String column : columns) {
      String[] parts = column.split("\\.", -1);
      if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
        throw rule.error(key, "must be written table.column: " + column);
      }
    }
    return columns;
  }
}
