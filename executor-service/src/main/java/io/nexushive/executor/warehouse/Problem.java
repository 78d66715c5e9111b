package io.nexushive.executor.warehouse;

import io.nexushive.model.error.ErrorCode;

/** What can go wrong with a warehouse, in the product's own words: drivers' texts stay inside. */
public enum Problem {
  SYNTAX("The warehouse could not read the query.", ErrorCode.EXECUTION_FAILED, true),
  UNKNOWN_TABLE("The query names a table that is not there", ErrorCode.EXECUTION_FAILED, true),
  UNKNOWN_COLUMN("The query names a column that is not there", ErrorCode.EXECUTION_FAILED, true),
  AMBIGUOUS_COLUMN(
      "The query names a column that more than one of its tables has",
      ErrorCode.EXECUTION_FAILED,
      true),
  UNKNOWN_FUNCTION(
      "The query calls a function that the warehouse does not have",
      ErrorCode.EXECUTION_FAILED,
      true),
  BAD_AGGREGATE(
      "The query mixes single rows and aggregates in a way that the warehouse refuses",
      ErrorCode.EXECUTION_FAILED,
      true),
  BAD_VALUE(
      "The query computes with values of the wrong type or range.",
      ErrorCode.EXECUTION_FAILED,
      true),
  SQL_ERROR("The warehouse refused to run the query.", ErrorCode.EXECUTION_FAILED, true),
  NO_RIGHT(
      "The connection's login may not read what the query needs.",
      ErrorCode.EXECUTION_FAILED,
      false),
  TOO_LARGE(
      "A single value of the result is larger than can be shown.",
      ErrorCode.EXECUTION_FAILED,
      false),
  OUT_OF_SPACE(
      "The query needs more memory or temporary space than the warehouse gives it.",
      ErrorCode.EXECUTION_FAILED,
      false),
  TOO_MUCH(
      "The query needs more rows than may be fetched at a time", ErrorCode.EXECUTION_FAILED, false),
  BAD_DATA(
      "What the warehouse sends does not have the form that its connection's settings say",
      ErrorCode.EXECUTION_FAILED,
      false),
  TIMED_OUT(
      "The query took longer than it may and was stopped.", ErrorCode.EXECUTION_TIMEOUT, false),
  WITHDRAWN("The request was withdrawn.", ErrorCode.CANCELLED, false),
  BUSY(
      "All places of this connection are taken at the moment. Please try again shortly.",
      ErrorCode.BUSY,
      false),
  UNREACHABLE("The warehouse cannot be reached at the moment.", ErrorCode.UNAVAILABLE, false),
  REFUSED_LOGIN(
      "The warehouse does not accept the connection's login.", ErrorCode.EXECUTION_FAILED, false),
  SECRET_NEEDED(
      "The connection's secret was given for other settings, or is sealed to a key that is gone."
          + " Please enter it again.",
      ErrorCode.INVALID_REQUEST,
      false),
  MISCONFIGURED(
      "The connection's settings do not lead to a warehouse.", ErrorCode.INVALID_REQUEST, false);

  private final String words;
  private final ErrorCode code;
  private final boolean repairable;

  Problem(String words, ErrorCode code, boolean repairable) {
    this.words = words;
    this.code = code;
    this.repairable = repairable;
  }

  /** How it is reported. */
  public ErrorCode code() {
    return code;
  }

  /** Whether other SQL could do better. */
  public boolean repairable() {
    return repairable;
  }

  /** Whether the warehouse itself, rather than the query, is in trouble. */
  public boolean illness() {
    return this == UNREACHABLE || this == REFUSED_LOGIN;
  }

  /** What whoever looks after the connection can do about it. */
  public String advice() {
    return switch (this) {
      case UNREACHABLE ->
          "See that host and port, or the file, are right, that the warehouse runs, that it speaks"
              + " the chosen encryption, and that no firewall stands between it and the executor.";
      case REFUSED_LOGIN -> "Enter user and secret again, and see that the login is not locked.";
      case SECRET_NEEDED -> "Edit the connection and enter its secret.";
      case MISCONFIGURED -> "Edit the connection's settings.";
      case NO_RIGHT -> "Have the login granted the right to read the tables that are asked for.";
      case BUSY, TIMED_OUT -> "Try again when the warehouse is less busy.";
      case OUT_OF_SPACE -> "Give the warehouse more memory or temporary space.";
      default -> "Look into the executor's log at this time.";
    };
  }

  /** Whether it says nothing about how the warehouse does. */
  public boolean undecided() {
    return this == TIMED_OUT || this == WITHDRAWN;
  }

  /**
   * A sentence for the asker.
   *
   * @param subject the name that it is about, as the query writes it; may be {@code null}
   */
  String sentence(String subject) {
    String stem = words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    return subject == null ? stem + "." : stem + ": " + subject + ".";
  }
}
