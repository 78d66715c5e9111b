package io.nexushive.gateway.semantic;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.nexushive.gateway.account.Role;
import io.nexushive.gateway.connection.ConnectionDirectory;
import io.nexushive.gateway.publication.PublishedRecords;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.json.Json;
import io.nexushive.model.semantic.SemanticModelChanged;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
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
  private final Catalogs catalogs;
  private final PublishedRecords published;
  private final CurrentCaller caller;

  public SemanticResource(
      SemanticModels models,
      ConnectionDirectory connections,
      Catalogs catalogs,
      PublishedRecords published,
      CurrentCaller caller) {
    this.models = models;
    this.connections = connections;
    this.catalogs = catalogs;
    this.published = published;
    this.caller = caller;
  }

  /**
   * @param version what to send back with the next text; 0 where nobody has saved any
   * @param text YAML; of version 0 what comes with the installation, or empty
   * @param warnings what of it leads nowhere by now, or somebody should look at
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Kept(
      int version, String text, String author, Instant savedAt, List<Flaw> warnings) {}

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

  /**
   * Whether a text could be saved.
   *
   * @param flaws why not
   * @param warnings what somebody should look at, though it can be saved
   */
  @RegisterForReflection
  public record Checked(List<Flaw> flaws, List<Flaw> warnings) {}

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
    ConnectionId connection = usable(id);
    return kept(
        connection,
        models
            .newest(connection)
            .orElseGet(() -> new SemanticVersion(0, installed(connection), null, null)));
  }

  /** What comes with the installation, where nobody has saved another one. */
  private String installed(ConnectionId connection) {
    byte[] said = published.of(EventType.SEMANTIC_MODEL_CHANGED).get(connection.value());
    return said == null
        ? ""
        : SemanticText.write(Json.read(said, SemanticModelChanged.class).model());
  }

  private Kept kept(ConnectionId connection, SemanticVersion version) {
    List<Flaw> warnings =
        version.text().isEmpty()
            ? List.of()
            : Findings.of(version.text(), catalogs.names(connection)).warnings();
    return new Kept(
        version.version(), version.text(), version.author(), version.savedAt(), warnings);
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

  @GET
  @Path("versions/{version}")
  @Operation(summary = "A version as it was saved")
  public Kept version(String id, int version) {
    ConnectionId connection = usable(id);
    return models
        .version(connection, version)
        .map(v -> kept(connection, v))
        .orElseThrow(() -> new NexusException(ErrorCode.NOT_FOUND, "There is no such version."));
  }

  @POST
  @Path("check")
  @Operation(summary = "What is wrong in a text, with line and key; nothing is saved")
  public Checked check(String id, Edit edit) {
    Findings findings = read(usable(id), edit);
    return new Checked(findings.flaws(), findings.open());
  }

  @PUT
  @Operation(summary = "Save a new version; it holds from then on")
  @APIResponse(responseCode = "400", description = "The text has flaws; check names all of them")
  @APIResponse(responseCode = "409", description = "Somebody has saved another version meanwhile")
  public Kept save(String id, Edit edit) {
    ConnectionId connection = usable(id);
    Findings findings = read(connection, edit);
    List<Flaw> flaws = findings.flaws();
    if (!flaws.isEmpty()) {
      Flaw first = flaws.get(0);
      String more = flaws.size() == 1 ? "" : " And %d more.".formatted(flaws.size() - 1);
      throw new NexusException(
          ErrorCode.INVALID_REQUEST,
          "Line %d: %s %s.%s".formatted(first.line(), first.key(), first.message(), more));
    }
    if (edit.version() == null) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST, "The field version says which version was edited.");
    }
    SemanticVersion saved =
        models.save(connection, edit.version(), edit.text(), findings.model(), caller.subject());
    return new Kept(
        saved.version(), saved.text(), saved.author(), saved.savedAt(), findings.open());
  }

  @GET
  @Path("draft")
  @Operation(summary = "A first model made from the catalogue; nothing is saved")
  @APIResponse(responseCode = "409", description = "No tables have been read yet")
  public Drafted draft(String id) {
    Catalog catalog =
        catalogs
            .of(usable(id))
            .orElseThrow(
                () ->
                    new NexusException(
                        ErrorCode.CONFLICT,
                        "No tables of this connection have been read yet. Have its schema read,"
                            + " then draft again."));
    return new Drafted(SemanticText.write(Draft.of(catalog)));
  }

  @POST
  @Path("import")
  @Operation(summary = "Take over a dbt or Snowflake semantic model; nothing is saved")
  public Translated translate(String id, Foreign foreign) {
    ConnectionId connection = usable(id);
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
    return new Translated(
        text, imported.leftOut(), Findings.of(text, catalogs.names(connection)).flaws());
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

  private Findings read(ConnectionId connection, Edit edit) {
    if (edit == null || edit.text() == null) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "The field text is needed.");
    }
    return Findings.of(edit.text(), catalogs.names(connection));
  }

  private ConnectionId usable(String id) {
    try {
      return connections.requireUsable(new ConnectionId(id), caller.subject()).connectionId();
    } catch (IllegalArgumentException e) {
      throw new NexusException(ErrorCode.NOT_FOUND, "There is no such connection.", e);
    }
  }
}
