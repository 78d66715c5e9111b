package io.nexushive.executor.connection;

import io.nexushive.model.connection.ConnectionChanged;
import java.util.Optional;

/** Opens the credentials of connections; nothing else in the product can. */
public interface ConnectionSecrets {

  /**
   * The credential of {@code connection}, or {@code null} where it has none.
   *
   * @throws io.nexushive.executor.warehouse.WarehouseException when it cannot be opened for this
   *     connection as it now stands
   */
  String open(ConnectionChanged connection);

  /**
   * The credential of {@code connection} sealed to the newest key; empty where it is already, or
   * there is none.
   *
   * @throws io.nexushive.executor.warehouse.WarehouseException as {@link #open}
   */
  Optional<String> reseal(ConnectionChanged connection);
}
