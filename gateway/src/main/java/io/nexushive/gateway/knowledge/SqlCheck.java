package io.nexushive.gateway.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.gateway.upstream.Upstream;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.event.KnowledgeChanged;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.json.Json;
import io.nexushive.runtime.token.Caller;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks policy whether somebody may run a text. */
@Singleton
class SqlCheck {
  private final Upstream upstream;

  SqlCheck(Upstream upstream) {
    this.upstream = upstream;
  }

  /**
   * Checks {@code sql} with the rights of {@code author}.
   *
   * @throws NexusException SQL_REJECTED with policy's reasons when it is denied; UNAVAILABLE when
   *     policy cannot say; NOT_FOUND when the tables of the connection are not known
   */
  CheckedSql check(String sql, ConnectionId connection, Asker author) {
    JsonNode answer =
        upstream.send(
            ServiceName.POLICY,
            "POST",
            "/internal/policy/check",
            Map.of("sql", sql, "connection_id", connection.value()),
            new Caller(
                author.subject(), CurrentCaller.TENANT, author.roles(), author.attributes()));
    JsonNode verdict = answer.path("verdict");
    String decision = verdict.path("decision").asText();
    if (!decision.equals("allow") && !decision.equals("review")) {
      throw new NexusException(ErrorCode.SQL_REJECTED, reasons(verdict));
    }
    JsonNode template = answer.path("template");
    List<KnowledgeChanged.Literal> literals = new ArrayList<>();
    for (JsonNode literal : template.path("literals")) {
      literals.add(Json.read(Json.bytes(literal), KnowledgeChanged.Literal.class));
    }
    return new CheckedSql(
        template.path("sql").asText(),
        List.copyOf(literals),
        verdict.path("policy_version").asText(),
        verdict.path("catalog_version").asText());
  }

  private static String reasons(JsonNode verdict) {
    List<String> messages = new ArrayList<>();
    for (JsonNode reason : verdict.path("deny_reasons")) {
      messages.add(reason.path("message").asText());
    }
    return messages.isEmpty() ? "Policy does not allow this SQL." : String.join(" ", messages);
  }
}
