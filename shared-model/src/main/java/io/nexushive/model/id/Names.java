package io.nexushive.model.id;

import java.util.regex.Pattern;

/**
 * The one form that names of tenants, projects and connections have: safe in keys, paths and query
 * tags.
 */
final class Names {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private Names() {}

  static void requireName(String value) {
    if (value == null || !NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a name has 1 to 64 lower-case letters, digits, dots, dashes or underscores");
    }
  }
}
