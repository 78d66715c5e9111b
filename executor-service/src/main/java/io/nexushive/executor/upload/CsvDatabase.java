package io.nexushive.executor.upload;

import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDriver;
import org.jboss.logging.Logger;

/**
 * A DuckDB database of its own for one look at one file. It can reach the upload's folder and
 * nothing else, whatever stands in the file.
 */
final class CsvDatabase implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(CsvDatabase.class);
  private static final int SAMPLE = 20_480;
  private static final int PREVIEWED = 5;
  private static final int MOST_REJECTED = 1_000;
  private static final int EXAMPLES = 50;
  private static final int LONGEST_VALUE = 40;
  private static final Pattern VALUE =
      Pattern.compile("Could not convert string \"(.*)\" to", Pattern.DOTALL);

  private final Connection connection;
  private final String file;

  CsvDatabase(Path folder, Path file, long memoryBytes) throws SQLException {
    this.file = CsvFormat.literal(file.toAbsolutePath().toString());
    Properties properties = new Properties();
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    connection = new DuckDBDriver().connect("jdbc:duckdb:", properties);
    execute("SET memory_limit = '" + memoryBytes / 1024 + "KiB'");
    execute("SET threads = 2");
    execute("SET temp_directory = ''");
    execute("SET allowed_directories = [" + CsvFormat.literal(folder.toAbsolutePath() + "/") + "]");
    execute("SET enable_external_access = false");
    execute("SET lock_configuration = true");
  }

  /** What DuckDB takes the file for. */
  record Sniffed(CsvFormat format, List<String> names, List<String> types) {}

  /**
   * Finds out how the file is written, from its first rows.
   *
   * @param known what is known of it already; {@code null}: nothing
   */
  Sniffed sniff(CsvFormat known) {
    String given =
        known == null
            ? ""
            : ", delim=%s, quote=%s, header=%s"
                .formatted(
                    CsvFormat.literal(known.delimiter()),
                    CsvFormat.literal(known.quote()),
                    known.header());
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT Delimiter, Quote, HasHeader, DateFormat, TimestampFormat,"
                    + " list_transform(Columns, c -> c.name), list_transform(Columns, c -> c.type)"
                    + " FROM sniff_csv(%s%s, sample_size=%d, max_line_size=%d, ignore_errors=true)"
                        .formatted(file, given, SAMPLE, CsvFormat.LONGEST_LINE))) {
      row.next();
      return new Sniffed(
          new CsvFormat(
              delimiter(row.getString(1)),
              quote(row.getString(2)),
              row.getBoolean(3),
              row.getString(4),
              row.getString(5)),
          texts(row.getArray(6).getArray()),
          texts(row.getArray(7).getArray()));
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** A file of one column has no delimiter; any that does not occur reads it. */
  private static String delimiter(String found) {
    return CsvFormat.isDelimiter(found) ? found : ",";
  }

  /** A file without quotes in its first rows may have them later. */
  private static String quote(String found) {
    return "'".equals(found) ? found : "\"";
  }

  /** The first rows, as they stand in the file. */
  List<List<String>> rows(CsvFormat format, List<String> names) {
    List<List<String>> rows = new ArrayList<>();
    String read =
        reader(format, names.stream().map(n -> "VARCHAR").toList(), names, "ignore_errors=true");
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM " + read + " LIMIT " + PREVIEWED)) {
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= names.size(); i++) {
          values.add(row.getString(i));
        }
        rows.add(values);
      }
      return rows;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** Writes the file as Parquet with those types; who calls sees to it that rejects undo it. */
  long write(CsvImport wanted, Path result) {
    List<String> names = wanted.columns().stream().map(CsvColumn::name).toList();
    String read =
        reader(
            wanted.format(),
            types(wanted),
            names,
            "store_rejects=true, rejects_limit=" + MOST_REJECTED);
    String target = CsvFormat.literal(result.toAbsolutePath().toString());
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate(
          "COPY (SELECT * FROM " + read + ") TO " + target + " (FORMAT parquet)");
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** How many lines did not fit. */
  long rejected() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(DISTINCT line) FROM reject_errors")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The first lines that did not fit, and why. */
  List<CsvImport.BadRow> rejects(List<CsvColumn> columns) throws SQLException {
    List<CsvImport.BadRow> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT line, column_name, error_type::VARCHAR, error_message FROM reject_errors"
                    + " QUALIFY row_number() OVER (PARTITION BY line ORDER BY column_idx) = 1"
                    + " ORDER BY line LIMIT "
                    + EXAMPLES)) {
      while (row.next()) {
        String column = row.getString(2);
        String kind = row.getString(3);
        boolean ofColumn = kind.equals("CAST");
        rows.add(
            new CsvImport.BadRow(
                row.getLong(1),
                ofColumn ? column : null,
                words(kind, column, row.getString(4), columns)));
      }
    }
    return rows;
  }

  private static String words(String kind, String column, String message, List<CsvColumn> columns) {
    return switch (kind) {
      case "MISSING COLUMNS" -> "It has fewer values than there are columns.";
      case "TOO MANY COLUMNS" -> "It has more values than there are columns.";
      case "UNQUOTED VALUE" -> "A quote is not closed, or stands within a value.";
      case "LINE SIZE OVER MAXIMUM" -> "It is longer than 1 MB.";
      case "CAST" -> "%s is no %s.".formatted(quoted(message), typeOf(column, columns));
      default -> "It cannot be read.";
    };
  }

  private static String quoted(String message) {
    Matcher value = VALUE.matcher(message == null ? "" : message);
    if (!value.find()) {
      return "The value";
    }
    String text = value.group(1);
    return "“"
        + (text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text)
        + "”";
  }

  private static String typeOf(String column, List<CsvColumn> columns) {
    return columns.stream()
        .filter(c -> c.name().equals(column))
        .findFirst()
        .map(c -> c.type().words())
        .orElse("value of the column");
  }

  private List<String> types(CsvImport wanted) {
    List<String> types = new ArrayList<>();
    for (CsvColumn column : wanted.columns()) {
      types.add(column.type() == CsvType.DECIMAL ? decimal(wanted, column) : column.type().sql());
    }
    return types;
  }

  /** With as many places as the values have: one less would round them without a word. */
  private String decimal(CsvImport wanted, CsvColumn column) {
    List<String> names = wanted.columns().stream().map(CsvColumn::name).toList();
    String read =
        reader(
            wanted.format(),
            names.stream().map(n -> "VARCHAR").toList(),
            names,
            "ignore_errors=true");
    String value = "\"" + column.name() + "\"";
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT coalesce(max(length(regexp_extract(%1$s, '^[^.]*[.]([0-9]*)', 1))), 0),"
                        .formatted(value)
                    + " coalesce(bool_or(regexp_matches(%s, '^[-+0-9.]+[eE]')), false) FROM "
                        .formatted(value)
                    + read)) {
      row.next();
      long places = row.getLong(1);
      return row.getBoolean(2) || places > 18 ? "DOUBLE" : "DECIMAL(38," + places + ")";
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private String reader(CsvFormat format, List<String> types, List<String> names, String more) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(CsvFormat.literal(names.get(i)) + ": '" + types.get(i) + "'");
    }
    return "read_csv(%s, %s, %s, columns={%s})"
        .formatted(
            file, format.options(), more, columns.stream().collect(Collectors.joining(", ")));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> texts(Object array) {
    List<String> texts = new ArrayList<>();
    for (Object text : (Object[]) array) {
      texts.add(String.valueOf(text));
    }
    return texts;
  }

  private static NexusException unreadable(SQLException e) {
    LOG.debug("why a file cannot be read", e);
    String text = String.valueOf(e.getMessage());
    String why =
        text.contains("Maximum line size") || text.contains("max_line_size")
            ? "A line is longer than 1 MB; a quote may be missing somewhere."
            : text.contains("Out of Memory")
                ? "Its rows need more memory than there is."
                : "Save it as CSV with one line for each row, and values with commas in quotes.";
    return new NexusException(ErrorCode.INVALID_REQUEST, "The file cannot be read as CSV. " + why);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
