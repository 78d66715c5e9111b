package io.nexushive.translator.sql;

import io.nexushive.model.envelope.Dialect;

/** How each dialect writes dates and cuts them down. Cut dates are texts that sort by time. */
final class DateSql {
  private final Dialect dialect;

  DateSql(Dialect dialect) {
    this.dialect = dialect;
  }

  /** BigQuery compares a typed date with no time stamp, but reads a text as either. */
  String literal(Expr.Day day) {
    boolean plain = dialect == Dialect.SQLITE || dialect == Dialect.BIGQUERY || day.textColumn();
    return (plain ? "" : "DATE ") + "'" + day.value() + "'";
  }

  String bucket(Expr.TimeUnit unit, String date) {
    if (unit == Expr.TimeUnit.QUARTER) {
      return quarter(date);
    }
    return switch (dialect) {
      case SQLITE -> "strftime('" + posix(unit) + "', " + date + ")";
      case DUCKDB -> "strftime(" + date + ", '" + posix(unit) + "')";
      case MYSQL ->
          "DATE_FORMAT("
              + date
              + ", '"
              + (unit == Expr.TimeUnit.WEEK ? "%x-W%v" : posix(unit))
              + "')";
      case BIGQUERY ->
          "FORMAT_DATE('"
              + (unit == Expr.TimeUnit.WEEK ? "%G-W%V" : posix(unit))
              + "', DATE("
              + date
              + "))";
      case POSTGRES, SNOWFLAKE -> "TO_CHAR(" + date + ", '" + oracle(unit) + "')";
      case DATABRICKS ->
          unit == Expr.TimeUnit.WEEK
              ? "date_format(date_trunc('WEEK', " + date + "), 'yyyy-MM-dd')"
              : "date_format(" + date + ", '" + java(unit) + "')";
    };
  }

  private String quarter(String date) {
    return switch (dialect) {
      case SQLITE ->
          "strftime('%Y', "
              + date
              + ") || '-Q' || ((CAST(strftime('%m', "
              + date
              + ") AS INTEGER) + 2) / 3)";
      case DUCKDB -> "strftime(" + date + ", '%Y') || '-Q' || quarter(" + date + ")";
      case MYSQL -> "CONCAT(YEAR(" + date + "), '-Q', QUARTER(" + date + "))";
      case BIGQUERY -> "FORMAT_DATE('%Y-Q%Q', DATE(" + date + "))";
      case POSTGRES -> "TO_CHAR(" + date + ", 'YYYY-\"Q\"Q')";
      case SNOWFLAKE -> "TO_CHAR(YEAR(" + date + ")) || '-Q' || TO_CHAR(QUARTER(" + date + "))";
      case DATABRICKS -> "concat(year(" + date + "), '-Q', quarter(" + date + "))";
    };
  }

  private static String posix(Expr.TimeUnit unit) {
    return switch (unit) {
      case DAY -> "%Y-%m-%d";
      case WEEK -> "%Y-W%W";
      case MONTH, QUARTER -> "%Y-%m";
      case YEAR -> "%Y";
    };
  }

  private static String oracle(Expr.TimeUnit unit) {
    return switch (unit) {
      case DAY -> "YYYY-MM-DD";
      case WEEK -> "IYYY-\"W\"IW";
      case MONTH, QUARTER -> "YYYY-MM";
      case YEAR -> "YYYY";
    };
  }

  private static String java(Expr.TimeUnit unit) {
    return switch (unit) {
      case DAY, WEEK -> "yyyy-MM-dd";
      case MONTH, QUARTER -> "yyyy-MM";
      case YEAR -> "yyyy";
    };
  }
}
