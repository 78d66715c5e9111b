package io.nexushive.executor.warehouse.duckdb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that is read as a table.
 *
 * @param table the table's name, made from the file's
 */
record DataFile(Path path, String table) {
  private static final Pattern NAME =
      Pattern.compile(
          "(.+?)\\.(csv|tsv|parquet|json|jsonl|ndjson)(\\.gz)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern DATABASE =
      Pattern.compile(".+\\.(duckdb|ddb|db)", Pattern.CASE_INSENSITIVE);
  private static final Map<String, String> READERS =
      Map.of(
          "csv", "read_csv",
          "tsv", "read_csv",
          "parquet", "read_parquet",
          "json", "read_json",
          "jsonl", "read_json",
          "ndjson", "read_json");

  static boolean isDatabase(Path path) {
    return DATABASE.matcher(fileName(path)).matches();
  }

  static boolean isData(Path path) {
    return NAME.matcher(fileName(path)).matches();
  }

  /** The files with a name each; two files never share one. */
  static List<DataFile> named(List<Path> paths) {
    Set<String> taken = new HashSet<>();
    List<DataFile> files = new ArrayList<>();
    for (Path path : paths) {
      String plain = tableName(path);
      String name = plain;
      for (int i = 2; !taken.add(name); i++) {
        name = plain + "_" + i;
      }
      files.add(new DataFile(path, name));
    }
    return files;
  }

  /** The statement that makes the view. */
  String view() {
    Matcher matcher = NAME.matcher(fileName(path));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no data file");
    }
    String reader = READERS.get(matcher.group(2).toLowerCase(Locale.ROOT));
    return "CREATE VIEW \"" + table + "\" AS SELECT * FROM " + reader + "(" + literal(path) + ")";
  }

  static String literal(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }

  private static String tableName(Path path) {
    Matcher matcher = NAME.matcher(fileName(path));
    String base = matcher.matches() ? matcher.group(1) : fileName(path);
    String name = base.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "_");
    return Character.isDigit(name.charAt(0)) ? "t_" + name : name;
  }

  private static String fileName(Path path) {
    return path.getFileName().toString();
  }
}
