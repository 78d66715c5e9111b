package io.nexushive.model.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.signature.Signature;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import java.time.Instant;

/**
 * One record of the catalogue topic: a table, or the manifest that makes a version of a
 * connection's tables visible as a whole. Signed by the executor.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "record")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CatalogTable.class, name = "table"),
  @JsonSubTypes.Type(value = CatalogManifest.class, name = "manifest")
})
public sealed interface CatalogRecord permits CatalogTable, CatalogManifest {
  ConnectionId connectionId();

  Signature signature();

  /** The record's key on the topic. */
  @com.fasterxml.jackson.annotation.JsonIgnore
  String key();

  /**
   * Checks that the executor said this.
   *
   * @throws UntrustedException when it did not
   */
  void verify(TrustStore trust, Instant now);
}
