package io.nexushive.gateway.connection;

import io.nexushive.gateway.GatewayConfig;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.credential.CredentialSealer;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Seals secrets as they come in. What is sealed here cannot be opened here. */
@Singleton
public class CredentialVault {
  private final Optional<Path> keysFile;

  public CredentialVault(GatewayConfig config) {
    this.keysFile = config.connections().credentialKeysFile();
  }

  /**
   * {@code secret} sealed for {@code connection} as it stands; the newest key is read each time.
   */
  String seal(ConnectionChanged connection, String secret) {
    Path file = keysFile.orElseThrow(() -> unavailable(null));
    try {
      return new CredentialSealer(Files.readString(file)).seal(connection, secret);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private static NexusException unavailable(IOException cause) {
    return new NexusException(
        ErrorCode.UNAVAILABLE,
        "Secrets cannot be kept here. An operator has to set"
            + " nexushive.gateway.connections.credential-keys-file.",
        cause);
  }
}
