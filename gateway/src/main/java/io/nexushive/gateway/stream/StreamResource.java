package io.nexushive.gateway.stream;

import io.nexushive.gateway.request.RequestAccess;
import io.nexushive.gateway.request.RequestRow;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The stream of a request's events. */
@Path("/api/stream")
@Authenticated
@Tag(name = "Asking")
public class StreamResource {
  private static final long NONE = -1;
  private static final String AFTER_ALL_FORGOTTEN = "0";

  private final RequestAccess access;
  private final Streams streams;

  public StreamResource(RequestAccess access, Streams streams) {
    this.access = access;
    this.streams = streams;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Blocking
  @Operation(summary = "Watch a request being answered; one done event ends the stream")
  public Multi<OutboundSseEvent> stream(
      @QueryParam("rid") String request,
      @HeaderParam("Last-Event-ID") String lastEventId,
      @jakarta.ws.rs.core.Context Sse sse,
      RoutingContext http) {
    if (request == null) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "The parameter rid is needed.");
    }
    long after = position(lastEventId);
    RequestRow row = access.readable(request);
    boolean asker = access.isAsker(row);
    ClientStream.View view =
        new ClientStream.View(
            after,
            entry ->
                Shown.of(entry.event(), asker)
                    .map(shown -> event(sse, shown, Long.toString(entry.position())))
                    .orElse(null),
            () -> sse.newEventBuilder().comment("").build(),
            standing(row),
            () -> epilogue(sse, row, asker));
    http.response().putHeader("X-Accel-Buffering", "no");
    Context loop = Vertx.currentContext();
    return streams.stream(
        row.id(), view, work -> loop.runOnContext(v -> work.run()), () -> http.response().reset());
  }

  private static ClientStream.Standing standing(RequestRow row) {
    if (row.ended()) {
      return ClientStream.Standing.ENDED;
    }
    return row.status().waits() ? ClientStream.Standing.WAITING : ClientStream.Standing.OPEN;
  }

  /**
   * No event of it can be resumed from, but for a wait: who comes back with its id gets what the
   * topic brings from then on.
   */
  private static List<OutboundSseEvent> epilogue(Sse sse, RequestRow row, boolean asker) {
    String id = row.ended() ? null : AFTER_ALL_FORGOTTEN;
    return Epilogue.of(row, asker).stream().map(told -> event(sse, told, id)).toList();
  }

  private static OutboundSseEvent event(Sse sse, Shown shown, String id) {
    OutboundSseEvent.Builder event =
        sse.newEventBuilder().name(shown.name()).data(String.class, shown.data());
    return id == null ? event.build() : event.id(id).build();
  }

  private static long position(String lastEventId) {
    if (lastEventId == null || lastEventId.isBlank()) {
      return NONE;
    }
    try {
      return Long.parseLong(lastEventId.strip());
    } catch (NumberFormatException e) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST, "Last-Event-ID is the id of an event of this stream.", e);
    }
  }
}
