package io.nexushive.gateway.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nexushive.gateway.account.AuthResource.User;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Everybody's accounts, for administrators. */
@Path("/api/auth/users")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Identity")
public class UsersResource {
  private static final int LARGEST_PAGE = 200;

  private final Accounts accounts;
  private final CurrentCaller caller;

  public UsersResource(Accounts accounts, CurrentCaller caller) {
    this.accounts = accounts;
    this.caller = caller;
  }

  /** Users by name; {@code nextCursor} is absent on the last page. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Page(List<User> users, String nextCursor) {}

  public record Roles(List<String> roles) {}

  /** All attributes of an account; what is not named is gone. */
  public record GivenAttributes(Map<String, List<String>> attributes) {}

  @GET
  @Operation(summary = "List accounts")
  public Page list(
      @QueryParam("limit") @DefaultValue("50") int limit, @QueryParam("cursor") String cursor) {
    int size = Math.max(1, Math.min(limit, LARGEST_PAGE));
    List<User> found = accounts.page(cursor, size + 1).stream().map(User::of).toList();
    return found.size() <= size
        ? new Page(found, null)
        : new Page(found.subList(0, size), found.get(size - 1).username());
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One account")
  public User get(String id) {
    return User.of(accounts.byId(AuthResource.id(id)));
  }

  @PUT
  @Path("{id}/roles")
  @Operation(summary = "Give other roles; the account's tokens and sessions end")
  public User changeRoles(String id, Roles body) {
    if (body == null) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "A JSON body is needed.");
    }
    return User.of(accounts.changeRoles(AuthResource.id(id), body.roles(), caller.subject()));
  }

  @PUT
  @Path("{id}/attributes")
  @Operation(
      summary = "Set what row filters know of the person; the account's tokens and sessions end")
  @APIResponse(responseCode = "403", description = "It is the caller's own account")
  public User changeAttributes(String id, GivenAttributes body) {
    if (body == null) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "A JSON body is needed.");
    }
    return User.of(
        accounts.changeAttributes(AuthResource.id(id), body.attributes(), caller.subject()));
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Delete an account; its name stays taken")
  public void delete(String id) {
    accounts.delete(AuthResource.id(id), caller.subject());
  }
}
