package io.nexushive.gateway.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.gateway.session.ForgeryGuard;
import io.nexushive.gateway.session.SessionMechanism;
import io.nexushive.gateway.session.Sessions;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.quarkus.security.Authenticated;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Signing in and out, and one's own account. */
@Path("/api/auth")
@Tag(name = "Identity")
public class AuthResource {
  private final Accounts accounts;
  private final AccessTokens tokens;
  private final Sessions sessions;
  private final CurrentCaller caller;
  private final boolean secureCookie;

  public AuthResource(
      Accounts accounts,
      AccessTokens tokens,
      Sessions sessions,
      CurrentCaller caller,
      GatewayConfig config) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.sessions = sessions;
    this.caller = caller;
    this.secureCookie = config.accounts().secureCookie();
  }

  /** A name and a password; {@code session} asks for a cookie instead of a token. */
  public record Login(String username, String password, Boolean session) {}

  public record Registration(String username, String password, String displayName) {}

  public record Profile(String displayName) {}

  public record PasswordChange(String currentPassword, String newPassword) {}

  /**
   * An account as it is shown.
   *
   * @param attributes what row filters know of the person; absent for none
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record User(
      String id,
      String username,
      String displayName,
      List<String> roles,
      Map<String, List<String>> attributes,
      Instant createdAt) {
    static User of(Account account) {
      return new User(
          account.id().toString(),
          account.username(),
          account.displayName(),
          account.roles(),
          account.attributes(),
          account.createdAt());
    }
  }

  /** What signing in gives; no token where a session was asked for. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SignedIn(String accessToken, String tokenType, long expiresIn, User user) {}

  @POST
  @Path("register")
  @PermitAll
  @Operation(summary = "Create an account; it may view")
  public Response register(Registration body, @Context HttpServerRequest http) {
    Registration given = required(body);
    Account account =
        accounts.register(given.username(), given.password(), given.displayName(), addressOf(http));
    return Response.status(Response.Status.CREATED).entity(User.of(account)).build();
  }

  @POST
  @Path("login")
  @PermitAll
  @Operation(summary = "Sign in, for a token or for a browser session")
  public Response login(
      Login body,
      @Context HttpServerRequest http,
      @HeaderParam(ForgeryGuard.HEADER) String client) {
    Login given = required(body);
    boolean session = Boolean.TRUE.equals(given.session());
    if (session) {
      ForgeryGuard.require(client);
    }
    Account account = accounts.signIn(given.username(), given.password(), addressOf(http));
    User user = User.of(account);
    if (session) {
      return Response.ok(new SignedIn(null, null, sessions.lifetime().toSeconds(), user))
          .cookie(
              cookie(sessions.begin(account.id()), (int) sessions.lifetime().toSeconds()).build())
          .build();
    }
    return Response.ok(
            new SignedIn(tokens.issue(account), "Bearer", tokens.lifetime().toSeconds(), user))
        .build();
  }

  @DELETE
  @Path("session")
  @PermitAll
  @Operation(summary = "End the browser session")
  public Response logout(@CookieParam(SessionMechanism.COOKIE) String secret) {
    if (secret != null) {
      sessions.end(secret);
    }
    return Response.noContent().cookie(cookie("", 0).build()).build();
  }

  @GET
  @Path("me")
  @Authenticated
  @Operation(summary = "Who I am")
  public User me() {
    if (caller.subject().contains(":")) {
      return new User(
          caller.subject(),
          caller.subject(),
          null,
          List.copyOf(caller.roles()),
          caller.asker().attributes(),
          null);
    }
    return User.of(accounts.byName(caller.subject()));
  }

  @PUT
  @Path("me")
  @Authenticated
  @Operation(summary = "Change my display name")
  public User rename(Profile body) {
    return User.of(accounts.rename(caller.subject(), required(body).displayName()));
  }

  @POST
  @Path("change-password")
  @Authenticated
  @Operation(summary = "Change my password; every token and session ends")
  public Response changePassword(PasswordChange body, @Context HttpServerRequest http) {
    PasswordChange given = required(body);
    accounts.changePassword(
        caller.subject(), given.currentPassword(), given.newPassword(), addressOf(http));
    return Response.noContent().cookie(cookie("", 0).build()).build();
  }

  @GET
  @Path("jwks")
  @PermitAll
  @Operation(hidden = true)
  public Map<String, Object> keys() {
    return Map.of("keys", List.of(tokens.publicKey()));
  }

  private NewCookie.Builder cookie(String value, int maxAge) {
    return new NewCookie.Builder(SessionMechanism.COOKIE)
        .value(value)
        .path("/")
        .maxAge(maxAge)
        .httpOnly(true)
        .secure(secureCookie)
        .sameSite(NewCookie.SameSite.STRICT);
  }

  private static String addressOf(HttpServerRequest http) {
    return http.remoteAddress() == null ? "unknown" : http.remoteAddress().host();
  }

  private static <T> T required(T body) {
    if (body == null) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "A JSON body is needed.");
    }
    return body;
  }

  static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new NexusException(ErrorCode.NOT_FOUND, "There is no such user.", e);
    }
  }
}
