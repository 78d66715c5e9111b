package io.nexushive.translator.candidate;

import java.util.Locale;

/** The agents of the translator, by the names under which the trace shows them. */
public enum Step {
  /** What kind of question it is. */
  INTENT,
  /** How the replies of the asker were understood. */
  CLARIFICATION,
  /** Which approved query answers. */
  VERIFIED_QUERY,
  /** Which tables and columns are looked at, with their rows. */
  SCHEMA_EXPLORATION,
  /** Which queries have to be answered before the rest can be. */
  DECOMPOSITION,
  /** Which values of the catalogue the question names. */
  DATA_EXPLORATION,
  /** How it is answered, in plain words. */
  PLANNING,
  /** That no model is asked, because the asker's tokens are used up. */
  BUDGET,
  /** What a model is sent, without its key. */
  MODEL_REQUEST,
  /** The SQL. */
  GENERATION,
  /** Who is asked next, where a model gave no answer. */
  FALLBACK,
  /** Whether model and parser read the question alike. */
  AGREEMENT,
  /** The SQL said again in plain words, and where it differs from the question. */
  BACK_TRANSLATION,
  /** What became of a candidate that was rejected. */
  SELF_CORRECTION;

  /** As the trace names it: {@code schema-exploration}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
