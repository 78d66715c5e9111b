package io.nexushive.executor.connection;

import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.credential.CredentialException;
import io.nexushive.model.credential.CredentialOpener;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Credentials sealed to the keys in a file of the executor's own. */
@Singleton
public class SealedSecrets implements ConnectionSecrets {
  private final Optional<Path> keysFile;

  @Inject
  public SealedSecrets(ExecutorConfig config) {
    this(config.credentialKeysFile());
  }

  SealedSecrets(Optional<Path> keysFile) {
    this.keysFile = keysFile;
  }

  @Override
  public String open(ConnectionChanged connection) {
    if (connection.sealedCredential() == null) {
      return null;
    }
    try {
      return opener().open(connection);
    } catch (CredentialException e) {
      throw new WarehouseException(Problem.SECRET_NEEDED, null, e);
    }
  }

  @Override
  public Optional<String> reseal(ConnectionChanged connection) {
    if (connection.sealedCredential() == null) {
      return Optional.empty();
    }
    try {
      return opener().reseal(connection);
    } catch (CredentialException e) {
      throw new WarehouseException(Problem.SECRET_NEEDED, null, e);
    }
  }

  private CredentialOpener opener() {
    Path file = keysFile.orElseThrow(() -> new WarehouseException(Problem.MISCONFIGURED));
    try {
      return new CredentialOpener(Files.readString(file));
    } catch (IOException e) {
      throw new WarehouseException(Problem.MISCONFIGURED, null, e);
    }
  }
}
