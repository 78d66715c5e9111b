package io.nexushive.translator.verified;

import io.nexushive.model.id.ConnectionId;
import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.util.Optional;

/** No query has been approved. */
@DefaultBean
@Singleton
public class NoVerifiedQueries implements VerifiedQueries {
  @Override
  public Optional<Match> find(ConnectionId connection, String question) {
    return Optional.empty();
  }
}
