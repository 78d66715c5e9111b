package io.nexushive.gateway.semantic;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.nexushive.gateway.account.Role;
import io.nexushive.gateway.connection.ConnectionDirectory;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.gateway.upstream.Upstream;
import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.json.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.yaml.snakeyaml.error.YAMLException;

/** What a connection's tables mean, as stewards keep it. */
@Path("/api/connections/{id}/semantic-model")
@RolesAllowed(Role.STEWARD)
@Tag(name = "Knowledge")
public class SemanticResource {
  private final SemanticModels models;
  private final ConnectionDirectory connections;
  private final Upstream upstream;
  private final CurrentCaller caller;

  public SemanticResource(
      SemanticModels models,
      ConnectionDirectory connections,
      Upstream upstream,
      CurrentCaller caller) {
    this.models = models;
    this.connections = connections;
    this.upstream = upstream;
    this.caller = caller;
  }

  /**
   * @param text YAML; empty where nobody has saved any
   * @param version what to send back with the next text
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Kept(int version, String text, String author, Instant savedAt) {}

  /** A version in a list. */
  @RegisterForReflection
  public record Entry(int version, String author, Instant savedAt) {}

  @RegisterForReflection
  public record Versions(List<Entry> versions) {}

  /**
   * @param version the one that was edited, 0 where there was none; needed to save
   */
  @RegisterForReflection
  public record Edit(String text, Integer version) {}

  @RegisterForReflection
  public record Drafted(String text) {}

  /** Whether a text could be saved. */
  @RegisterForReflection
  public record Checked(List<Flaw> flaws) {}

  /**
   * @param format dbt or snowflake
   */
  @RegisterForReflection
  public record Foreign(String format, String text) {}

  /**
   * What became of a foreign model; nothing is saved by it.
   *
   * @param leftOut what is not in {@code text}, a line each with the reason
   */
  @RegisterForReflection
  public record Translated(String text, List<String> leftOut, List<Flaw> flaws) {}

  @GET
  @Operation(summary = "The semantic model as it was last saved")
  public Kept get(String id) {
    return models
        .newest(usable(id))
        .map(v -> new Kept(v.version(), v.text(), v.author(), v.savedAt()))
        .orElse(new Kept(0, "", null, null));
  }

  @GET
  @Path("versions")
  @Operation(summary = "Who saved which version when, newest first")
  public Versions versions(String id) {
    return new Versions(
        models.versions(usable(id)).stream()
            .map(v -> new Entry(v.version(), v.author(), v.savedAt()))
            .toList());
  }

  @POST
  @Path("check")
  @Operation(summary = "What is wrong in a text, with line and key; nothing is saved")
  public Checked check(String id, Edit edit) {
    usable(id);
    return new Checked(read(edit).flaws());
  }

  @PUT
  @Operation(summary = "Save a new version; it holds from then on")
  @APIResponse(responseCode = "400", description = "The text has flaws; check names all of them")
  @APIResponse(responseCode = "409", description = "Somebody has saved another version meanwhile")
  public Kept save(String id, Edit edit) {
    ConnectionId connection = usable(id);
    SemanticText text = read(edit);
    if (text.model() == null) {
      Flaw first = text.flaws().get(0);
      String more =
          text.flaws().size() == 1 ? "" : " And %d more.".formatted(text.flaws().size() - 1);
      throw new NexusException(
          ErrorCode.INVALID_REQUEST,
          "Line %d: %s %s.%s".formatted(first.line(), first.key(), first.message(), more));
    }
    if (edit.version() == null) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST, "The field version says which version was edited.");
    }
    SemanticVersion saved =
        models.save(connection, edit.version(), edit.text(), text.model(), caller.subject());
    return new Kept(saved.version(), saved.text(), saved.author(), saved.savedAt());
  }

  @GET
  @Path("draft")
  @Operation(summary = "A first model made from the catalogue; nothing is saved")
  public Drafted draft(String id) {
    JsonNode catalog =
        upstream.get(
            ServiceName.EXECUTOR,
            "/internal/catalog/" + Upstream.encode(usable(id).value()),
            Map.of(),
            caller.caller());
    return new Drafted(SemanticText.write(Draft.of(Json.read(Json.bytes(catalog), Catalog.class))));
  }

  @POST
  @Path("import")
  @Operation(summary = "Take over a dbt or Snowflake semantic model; nothing is saved")
  public Translated translate(String id, Foreign foreign) {
    usable(id);
    if (foreign == null || foreign.text() == null || foreign.format() == null) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST, "The fields format (dbt or snowflake) and text are needed.");
    }
    JsonNode document = document(foreign.text());
    Imported imported =
        switch (foreign.format()) {
          case "dbt" -> DbtImport.of(document);
          case "snowflake" -> SnowflakeImport.of(document);
          default ->
              throw new NexusException(
                  ErrorCode.INVALID_REQUEST, "The field format is dbt or snowflake.");
        };
    String text = SemanticText.write(imported.model());
    return new Translated(text, imported.leftOut(), SemanticText.read(text).flaws());
  }

  private static JsonNode document(String text) {
    try {
      SemanticText.compose(text);
      JsonNode document = new YAMLMapper().readTree(text);
      if (document.isObject()) {
        return document;
      }
    } catch (YAMLException | JsonProcessingException e) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "The text is no YAML.", e);
    }
    throw new NexusException(ErrorCode.INVALID_REQUEST, "The text is no document with keys.");
  }

  private static SemanticText read(Edit edit) {
    if (edit == null || edit.text() == null) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "The field text is needed.");
    }
    return SemanticText.read(edit.text());
  }

  private ConnectionId usable(String id) {
    try {
      return connections.requireUsable(new ConnectionId(id), caller.subject()).connectionId();
    } catch (IllegalArgumentException e) {
      throw new NexusException(ErrorCode.NOT_FOUND, "There is no such connection.", e);
    }
  }
}
