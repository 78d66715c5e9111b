package io.nexushive.model.envelope;

import java.util.Objects;

/**
 * SQL that the translator proposes. It is not to be run: only what policy granted is.
 *
 * @param sql one statement in {@code dialect}
 * @param explanation what it does, in plain words
 * @param source what wrote it
 * @param model which language model, where {@code source} is one
 * @param attempt 1 for the first candidate of a request, then counting up
 * @param verified the approved query, where {@code source} is one
 * @param prompt which version of which prompt the language model was given, where {@code source} is
 *     one
 */
public record Candidate(
    String sql,
    Dialect dialect,
    String explanation,
    SqlSource source,
    String model,
    int attempt,
    VerifiedQuery verified,
    String prompt) {

  public Candidate {
    Objects.requireNonNull(sql, "sql");
    Objects.requireNonNull(dialect, "dialect");
    Objects.requireNonNull(source, "source");
    if (attempt < 1) {
      throw new IllegalArgumentException("attempts count from 1");
    }
  }

  /** A candidate that comes from no verified query. */
  public Candidate(
      String sql,
      Dialect dialect,
      String explanation,
      SqlSource source,
      String model,
      int attempt) {
    this(sql, dialect, explanation, source, model, attempt, null, null);
  }
}
