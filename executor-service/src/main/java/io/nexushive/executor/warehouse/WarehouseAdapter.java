package io.nexushive.executor.warehouse;

import io.nexushive.model.envelope.Dialect;
import java.util.Set;

/** One kind of warehouse. Implementations are beans; the registry finds them by their kind. */
public interface WarehouseAdapter {

  /** The word by which connections name this kind, for example {@code sqlite}. */
  String kind();

  /** The SQL that warehouses of this kind read. */
  Dialect dialect();

  /**
   * The settings that a connection of this kind may have, beside those that every connection may.
   * Whatever is not listed is refused, so that no driver parameter comes in by the side.
   */
  Set<String> settings();

  /** What a person fills in; it asks for {@link #settings()} and nothing else. */
  default ConnectionForm form() {
    return new ConnectionForm(
        kind(),
        kind(),
        settings().stream()
            .sorted()
            .map(s -> ConnectionForm.Field.optional(s, s, ConnectionForm.Type.TEXT, null, null))
            .toList(),
        new ConnectionForm.Secret("Secret", false, true));
  }

  /**
   * Prepares access. Settings are checked here; the warehouse itself is not spoken to before it is
   * needed.
   *
   * @throws WarehouseException of {@link Problem#MISCONFIGURED} when the settings do not do
   */
  Warehouse connect(ConnectionSettings settings);
}
