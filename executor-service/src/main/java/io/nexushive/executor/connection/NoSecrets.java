package io.nexushive.executor.connection;

import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.model.connection.ConnectionChanged;
import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;

/** Without a key to open credentials with, connections that have one cannot be used. */
@Singleton
@DefaultBean
public class NoSecrets implements ConnectionSecrets {

  @Override
  public String open(ConnectionChanged connection) {
    if (connection.sealedCredential() != null) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
    return null;
  }
}
