package io.nexushive.runtime.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns whatever a resource throws into a problem document. Nothing of the exception reaches the
 * client.
 */
public class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final int SERVER_ERROR = 500;

  @ServerExceptionMapper
  public Response known(NexusException e, UriInfo uri) {
    log(e.code().status(), e);
    return respond(Problem.of(e.code(), e.getMessage(), path(uri)));
  }

  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  public Response unauthenticated(SecurityException e, UriInfo uri) {
    Problem problem =
        Problem.of(ErrorCode.UNAUTHENTICATED, "Sign in, or send a valid bearer token.", path(uri));
    return Response.fromResponse(respond(problem))
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }

  @ServerExceptionMapper
  public Response forbidden(ForbiddenException e, UriInfo uri) {
    return respond(Problem.of(ErrorCode.FORBIDDEN, "Your roles do not permit this.", path(uri)));
  }

  @ServerExceptionMapper
  public Response invalid(ConstraintViolationException e, UriInfo uri) {
    String detail =
        e.getConstraintViolations().stream()
            .map(v -> lastOf(v.getPropertyPath().toString()) + " " + v.getMessage())
            .sorted()
            .collect(Collectors.joining("; "));
    return respond(Problem.of(ErrorCode.INVALID_REQUEST, detail, path(uri)));
  }

  /** The framework's own mapper would repeat the value that did not fit, which may be a secret. */
  @ServerExceptionMapper
  public Response unfitting(MismatchedInputException e, UriInfo uri) {
    return unreadable(e, uri);
  }

  @ServerExceptionMapper
  public Response unreadable(JacksonException e, UriInfo uri) {
    return respond(
        Problem.of(
            ErrorCode.INVALID_REQUEST, "The body is no JSON of the expected form.", path(uri)));
  }

  @ServerExceptionMapper
  public Response http(WebApplicationException e, UriInfo uri) {
    int status = e.getResponse().getStatus();
    log(status, e);
    if (status < 400) {
      return e.getResponse();
    }
    if (e.getCause() instanceof JacksonException) {
      return unreadable((JacksonException) e.getCause(), uri);
    }
    Problem problem =
        Problem.of(
            codeOf(status),
            Response.Status.fromStatusCode(status) == null
                ? "The request failed."
                : Response.Status.fromStatusCode(status).getReasonPhrase() + ".",
            path(uri));
    return respond(problem.withStatus(status));
  }

  @ServerExceptionMapper
  public Response unknown(RuntimeException e, UriInfo uri) {
    log(SERVER_ERROR, e);
    return respond(Problem.of(ErrorCode.INTERNAL, "Something went wrong on our side.", path(uri)));
  }

  private static ErrorCode codeOf(int status) {
    return switch (status) {
      case 401 -> ErrorCode.UNAUTHENTICATED;
      case 403 -> ErrorCode.FORBIDDEN;
      case 404 -> ErrorCode.NOT_FOUND;
      case 409 -> ErrorCode.CONFLICT;
      case 413 -> ErrorCode.TOO_LARGE;
      case 429 -> ErrorCode.RATE_LIMITED;
      case 503 -> ErrorCode.UNAVAILABLE;
      default -> status >= SERVER_ERROR ? ErrorCode.INTERNAL : ErrorCode.INVALID_REQUEST;
    };
  }

  private static void log(int status, Exception e) {
    if (status >= SERVER_ERROR) {
      LOG.error("request failed", e);
    } else {
      LOG.debug("request refused", e);
    }
  }

  private static Response respond(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
  }

  private static String path(UriInfo uri) {
    return uri.getRequestUri().getPath();
  }

  private static String lastOf(String propertyPath) {
    return propertyPath.substring(propertyPath.lastIndexOf('.') + 1);
  }
}
