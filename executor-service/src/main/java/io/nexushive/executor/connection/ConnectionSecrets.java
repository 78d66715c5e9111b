package io.nexushive.executor.connection;

import io.nexushive.model.connection.ConnectionChanged;

/** Opens the credentials of connections; nothing else in the product can. */
public interface ConnectionSecrets {

  /**
   * The credential of {@code connection}, or {@code null} where it has none.
   *
   * @throws io.nexushive.executor.warehouse.WarehouseException when it cannot be opened for this
   *     connection as it now stands
   */
  String open(ConnectionChanged connection);
}
