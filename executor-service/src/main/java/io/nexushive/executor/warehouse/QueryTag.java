package io.nexushive.executor.warehouse;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What the warehouse is told about a statement. It consists of harmless characters only, so that it
 * can stand in a comment, a session setting or a header and never end it.
 *
 * @param value at most 256 letters, digits and {@code _ . , : = @ -}, and spaces between them
 */
public record QueryTag(String value) {
  private static final Pattern HARMFUL = Pattern.compile("[^A-Za-z0-9_.,:=@ -]+");
  private static final Pattern DASHES = Pattern.compile("-{2,}");
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.,:=@ -]{0,256}");
  private static final int LONGEST = 256;

  public static final QueryTag NONE = new QueryTag("");

  public QueryTag {
    Objects.requireNonNull(value, "value");
    if (!FORM.matcher(value).matches() || value.contains("--")) {
      throw new IllegalArgumentException("a query tag has harmless characters only");
    }
  }

  /** The tag closest to {@code text}: what could do harm is replaced, what is too long is cut. */
  public static QueryTag of(String text) {
    if (text == null) {
      return NONE;
    }
    String harmless = HARMFUL.matcher(text).replaceAll("_");
    String clean = DASHES.matcher(harmless).replaceAll("-").strip();
    return new QueryTag(clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean);
  }

  /** {@code sql} behind a comment that holds the tag. */
  public String before(String sql) {
    return value.isEmpty() ? sql : "/* " + value + " */ " + sql;
  }
}
