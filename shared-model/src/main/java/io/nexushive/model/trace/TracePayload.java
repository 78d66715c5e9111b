package io.nexushive.model.trace;

import com.fasterxml.jackson.annotation.JsonValue;
import io.nexushive.model.envelope.Reason;
import io.nexushive.model.error.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/** What a trace event carries where that is no part of the envelope. */
public final class TracePayload {
  private TracePayload() {}

  /** A piece of a model's text. */
  public record Token(String text) {}

  /**
   * What one call of a model took.
   *
   * @param model by its name in the configuration
   * @param sent tokens that it was sent
   * @param written tokens that it wrote
   * @param estimated whether they are counted from the text, because the model's server does not
   *     count them
   */
  public record Usage(String model, long sent, long written, boolean estimated) {
    public Usage {
      Objects.requireNonNull(model, "model");
      if (sent < 0 || written < 0) {
        throw new IllegalArgumentException("a call takes no less than nothing");
      }
    }
  }

  /**
   * A question back.
   *
   * @param choices readings to pick from; the asker may also answer in his own words
   */
  public record Clarification(String question, List<String> choices) {
    public Clarification {
      Objects.requireNonNull(question, "question");
      choices = choices == null ? List.of() : List.copyOf(choices);
    }

    /** As the envelope carries it. */
    public static Clarification of(io.nexushive.model.envelope.Clarification back) {
      return new Clarification(back.question(), back.choices());
    }
  }

  /**
   * The request waits for a steward.
   *
   * @param expiresAt until when a decision is possible; absent where it does not end
   * @param ticketId what is decided on; absent where an older service wrote it
   */
  public record ReviewPending(String sql, List<Reason> reasons, Instant expiresAt, UUID ticketId) {
    public ReviewPending {
      reasons = List.copyOf(reasons);
    }
  }

  /** Why there is no answer, fit to be shown. */
  public record Error(ErrorCode code, String message) {
    public Error {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(message, "message");
    }
  }

  /** How the request ended. */
  public record Done(Outcome outcome) {
    public Done {
      Objects.requireNonNull(outcome, "outcome");
    }
  }

  /** The ways in which a stream ends. */
  public enum Outcome {
    /** With an answer. */
    ANSWERED,
    /** Waiting for a steward; opened again after this event, the stream goes on at the decision. */
    PENDING_REVIEW,
    /** Waiting for the asker's reply; as above. */
    PENDING_REPLY,
    /** Policy does not permit it. */
    DENIED,
    /** Nothing in the data answers it, or it was a request to change data. */
    UNANSWERED,
    /** Something failed. */
    FAILED,
    /** The deadline passed. */
    TIMED_OUT,
    /** The asker withdrew it. */
    CANCELLED;

    /** Whether it goes on once a person has said something. */
    public boolean isWait() {
      return this == PENDING_REVIEW || this == PENDING_REPLY;
    }

    @JsonValue
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
