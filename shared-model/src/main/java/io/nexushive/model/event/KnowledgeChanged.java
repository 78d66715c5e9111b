package io.nexushive.model.event;

import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.Signature;
import io.nexushive.model.signature.SignedContent;
import io.nexushive.model.signature.SignedDefinition;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A verified query, as it now stands. One that is retired stays on the topic as such: a record
 * without a value is signed by nobody and takes nothing away.
 *
 * @param revision counts the changes of this query; an older one is believed no more
 * @param question what it answers; absent when retired
 * @param sql as policy printed it; absent when retired
 * @param literals the values in {@code sql} that are compared with a column, in their order
 * @param approvedBy the steward who stands behind it
 * @param retired whether it no longer answers questions
 */
public record KnowledgeChanged(
    String id,
    ConnectionId connectionId,
    Integer revision,
    String question,
    String sql,
    List<Literal> literals,
    String approvedBy,
    boolean retired,
    Signature signature)
    implements SignedDefinition {
  public KnowledgeChanged {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(connectionId, "connectionId");
    literals = literals == null ? List.of() : List.copyOf(literals);
    // Earlier records had none.
    revision = revision == null ? 0 : revision;
  }

  /**
   * A value in the text.
   *
   * @param start offset of its first character, of the quote where it is a string
   * @param end offset behind its last character
   * @param table the stored table whose column it is compared with; absent where the text says by
   *     it how many rows it asks for
   * @param column that column; absent likewise
   * @param plain whether it is compared with the column itself, and not with something made of it
   */
  public record Literal(int start, int end, String table, String column, boolean plain) {
    public Literal {
      if ((table == null) != (column == null)) {
        throw new IllegalArgumentException("a column belongs to a table");
      }
      if (start < 0 || end <= start) {
        throw new IllegalArgumentException("a literal has a place in the text");
      }
    }
  }

  /** The same query when it no longer answers. */
  public static KnowledgeChanged retired(String id, ConnectionId connection, int revision) {
    return new KnowledgeChanged(id, connection, revision, null, null, List.of(), null, true, null);
  }

  @Override
  public KnowledgeChanged signedBy(Signer signer) {
    return new KnowledgeChanged(
        id,
        connectionId,
        revision,
        question,
        sql,
        literals,
        approvedBy,
        retired,
        signer.sign(content()));
  }

  @Override
  public void verify(TrustStore trust, Instant now) {
    trust.verify(Purpose.KNOWLEDGE, content(), signature, now);
  }

  private SignedContent content() {
    SignedContent content =
        SignedContent.of(Purpose.KNOWLEDGE)
            .text("id", id)
            .field("connection_id", connectionId)
            .field("revision", revision)
            .text("question", question)
            .text("sql", sql)
            .text("approved_by", approvedBy)
            .field("retired", retired);
    literals.forEach(
        literal ->
            content
                .field("start", literal.start())
                .field("end", literal.end())
                .text("table", literal.table())
                .text("column", literal.column())
                .field("plain", literal.plain()));
    return content;
  }
}
