package io.nexushive.executor.upload;

import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.connection.Connections;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.runtime.token.Caller;
import io.nexushive.runtime.token.InternalTokenMechanism;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;

/** Uploads, for the gateway. Somebody else's is one that does not exist. */
@Path("/internal/uploads")
@Authenticated
@Blocking
public class UploadResource {
  private final Staging staging;
  private final Uploads uploads;
  private final Connections connections;
  private final SecurityIdentity identity;
  private final ExecutorConfig.Upload config;

  public UploadResource(
      Staging staging,
      Uploads uploads,
      Connections connections,
      SecurityIdentity identity,
      ExecutorConfig config) {
    this.staging = staging;
    this.uploads = uploads;
    this.connections = connections;
    this.identity = identity;
    this.config = config.upload();
  }

  /** What a part may have, and the file as a whole, in bytes. */
  public record Begun(String uploadId, long partSize, long maxSize) {}

  @POST
  public Begun begin() {
    return new Begun(
        staging.begin(caller()).id().toString(),
        config.partSize().asLongValue(),
        config.maxSize().asLongValue());
  }

  @PUT
  @Path("{id}/parts/{number}")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  public void part(@PathParam("id") String id, @PathParam("number") int number, byte[] part) {
    if (number < 0) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "Parts are counted from 0 on.");
    }
    staging.take(staging.find(id, caller()), number, part);
  }

  /**
   * What to look at.
   *
   * @param format how to read it; absent: find out
   */
  public record Look(String fileName, CsvFormat format) {}

  @POST
  @Path("{id}/preview")
  public CsvPreview preview(@PathParam("id") String id, Look look) {
    return uploads.preview(staging.find(id, caller()), look.fileName(), look.format());
  }

  @POST
  @Path("{id}/finish")
  public CsvImport.Outcome finish(@PathParam("id") String id, CsvImport wanted) {
    Staging.Upload upload = staging.find(id, caller());
    requireOwn(wanted.connectionId());
    return uploads.finish(upload, wanted);
  }

  @DELETE
  @Path("{id}")
  public void withdraw(@PathParam("id") String id) {
    staging.remove(staging.find(id, caller()));
  }

  /** The gateway decides who may replace what; another tenant's is out of the question. */
  private void requireOwn(String connection) {
    try {
      boolean foreign =
          connections
              .definition(new ConnectionId(connection))
              .filter(c -> !c.tenantId().equals(caller().tenant()))
              .isPresent();
      if (foreign) {
        throw new NexusException(ErrorCode.NOT_FOUND, "There is no such connection.");
      }
    } catch (IllegalArgumentException e) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "connection_id: " + e.getMessage(), e);
    }
  }

  private Caller caller() {
    return identity.getAttribute(InternalTokenMechanism.CALLER);
  }
}
