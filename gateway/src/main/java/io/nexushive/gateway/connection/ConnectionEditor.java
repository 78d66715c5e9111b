package io.nexushive.gateway.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.account.Role;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.gateway.upstream.Upstream;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.credential.CredentialSealer;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.signature.Signer;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes, changes and deletes connections: checked by the executor, sealed, signed, announced. */
@Singleton
public class ConnectionEditor {
  /** Below this folder lie uploads; they belong to their connections and to nobody else. */
  private static final String UPLOADS = "uploads/";

  /** The kind of warehouse that reads uploads. */
  static final String UPLOAD_KIND = "duckdb";

  private static final int SUFFIX_BYTES = 4;
  private static final int LONGEST_STEM = 40;

  private final ConnectionStore store;
  private final ConnectionDirectory directory;
  private final CredentialVault vault;
  private final Upstream upstream;
  private final Signer signer;
  private final int mostPerOwner;
  private final SecureRandom random = new SecureRandom();

  public ConnectionEditor(
      ConnectionStore store,
      ConnectionDirectory directory,
      CredentialVault vault,
      Upstream upstream,
      Signer signer,
      GatewayConfig config) {
    this.store = store;
    this.directory = directory;
    this.vault = vault;
    this.upstream = upstream;
    this.signer = signer;
    this.mostPerOwner = config.connections().perOwner();
  }

  ConnectionChanged create(ConnectionDraft draft, CurrentCaller caller) {
    JsonNode form = checked(draft, caller);
    requireFilesPermitted(form, draft, null, caller);
    if (draft.secret() == null && form.path("secret").path("required").asBoolean()) {
      throw wrong("secret: is needed.");
    }
    return add(definition(newId(draft.name()), draft, owner(draft, caller)), draft.secret());
  }

  /** A connection to what has been uploaded for it. */
  ConnectionChanged addUpload(ConnectionId id, String name, String owner, String file) {
    return add(
        new ConnectionChanged(
            id,
            CurrentCaller.TENANT,
            name,
            UPLOAD_KIND,
            Map.of("file", file),
            owner,
            null,
            false,
            null),
        null);
  }

  /** Lets an upload's connection lead to a later upload. */
  ConnectionChanged replaceUpload(ConnectionId id, String file) {
    ConnectionChanged changed =
        store
            .change(
                id,
                before -> {
                  Map<String, String> settings = new TreeMap<>(before.settings());
                  settings.put("file", file);
                  return sealed(
                      new ConnectionChanged(
                          id,
                          before.tenantId(),
                          before.name(),
                          before.kind(),
                          settings,
                          before.owner(),
                          null,
                          false,
                          null),
                      null);
                })
            .orElseThrow(ConnectionAccess::unknown);
    directory.put(changed);
    return changed;
  }

  static boolean isUpload(ConnectionChanged connection) {
    return connection.kind().equals(UPLOAD_KIND)
        && connection.settings().getOrDefault("file", "").startsWith(UPLOADS);
  }

  private ConnectionChanged add(ConnectionChanged plain, String secret) {
    ConnectionChanged definition = sealed(plain, secret == null ? null : vault.seal(plain, secret));
    if (!store.add(definition, mostPerOwner)) {
      throw new NexusException(
          ErrorCode.CONFLICT,
          "There can be %d connections of one owner. Delete one that is not needed any more."
              .formatted(mostPerOwner));
    }
    directory.put(definition);
    return definition;
  }

  ConnectionChanged change(ConnectionId id, ConnectionDraft draft, CurrentCaller caller) {
    JsonNode form = checked(draft, caller);
    ConnectionChanged changed =
        store
            .change(
                id,
                before -> {
                  requireFilesPermitted(form, draft, before, caller);
                  String owner =
                      draft.shared()
                          ? null
                          : Objects.requireNonNullElse(before.owner(), caller.subject());
                  ConnectionChanged plain = definition(id, draft, owner);
                  return sealed(plain, credential(before, plain, draft.secret()));
                })
            .orElseThrow(ConnectionAccess::unknown);
    directory.put(changed);
    return changed;
  }

  void delete(ConnectionChanged connection) {
    ConnectionChanged gone =
        new ConnectionChanged(
                connection.connectionId(),
                connection.tenantId(),
                null,
                connection.kind(),
                Map.of(),
                connection.owner(),
                null,
                true,
                null)
            .signedBy(signer);
    if (!store.remove(gone)) {
      throw ConnectionAccess.unknown();
    }
    directory.put(gone);
  }

  /** A new id that says something to people and that nobody can guess. */
  ConnectionId newId(String name) {
    String stem =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    byte[] bytes = new byte[SUFFIX_BYTES];
    random.nextBytes(bytes);
    String suffix = HexFormat.of().formatHex(bytes);
    return new ConnectionId(
        (stem.isEmpty() ? "connection" : stem.substring(0, Math.min(stem.length(), LONGEST_STEM)))
            + "-"
            + suffix);
  }

  private JsonNode checked(ConnectionDraft draft, CurrentCaller caller) {
    draft.requireValid();
    return upstream.send(
        ServiceName.EXECUTOR,
        "POST",
        "/internal/connection-kinds/check",
        Map.of("kind", draft.kind(), "settings", draft.settings()),
        caller.caller());
  }

  /** What lies on the executor's disk is the operator's, unless it was there before. */
  private static void requireFilesPermitted(
      JsonNode form, ConnectionDraft draft, ConnectionChanged before, CurrentCaller caller) {
    for (JsonNode field : form.path("fields")) {
      String name = field.path("name").asText();
      String wanted = draft.settings().get(name);
      boolean same = before != null && Objects.equals(wanted, before.settings().get(name));
      if (!field.path("type").asText().equals("file") || wanted == null || same) {
        continue;
      }
      if (!caller.has(Role.ADMIN)) {
        throw new NexusException(
            ErrorCode.FORBIDDEN,
            "settings." + name + ": only administrators connect to files of the executor.");
      }
      if (wanted.startsWith(UPLOADS) || wanted.equals("uploads")) {
        throw wrong("settings." + name + ": uploads belong to the connections they were made for.");
      }
    }
  }

  private String credential(ConnectionChanged before, ConnectionChanged next, String secret) {
    if (secret != null) {
      return vault.seal(next, secret);
    }
    if (before.sealedCredential() == null || CredentialSealer.sameContext(before, next)) {
      return before.sealedCredential();
    }
    throw wrong(
        "secret: enter it again, because of a change of "
            + String.join(", ", differences(before, next))
            + ". It was given for where the connection led before.");
  }

  private static TreeSet<String> differences(ConnectionChanged before, ConnectionChanged next) {
    TreeSet<String> names = new TreeSet<>(before.settings().keySet());
    names.addAll(next.settings().keySet());
    names.removeIf(n -> Objects.equals(before.settings().get(n), next.settings().get(n)));
    if (!before.kind().equals(next.kind())) {
      names.add("kind");
    }
    if (!Objects.equals(before.owner(), next.owner())) {
      names.add("owner");
    }
    return names;
  }

  private static ConnectionChanged definition(
      ConnectionId id, ConnectionDraft draft, String owner) {
    return new ConnectionChanged(
        id,
        CurrentCaller.TENANT,
        draft.name(),
        draft.kind(),
        draft.settings(),
        owner,
        null,
        false,
        null);
  }

  private ConnectionChanged sealed(ConnectionChanged plain, String credential) {
    return new ConnectionChanged(
            plain.connectionId(),
            plain.tenantId(),
            plain.name(),
            plain.kind(),
            plain.settings(),
            plain.owner(),
            credential,
            false,
            null)
        .signedBy(signer);
  }

  private static String owner(ConnectionDraft draft, CurrentCaller caller) {
    return draft.shared() ? null : caller.subject();
  }

  private static NexusException wrong(String what) {
    return new NexusException(ErrorCode.INVALID_REQUEST, what);
  }
}
