package io.nexushive.model.credential;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import io.nexushive.model.connection.ConnectionChanged;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;

/** Opens sealed secrets; the executor alone has the keys for it. */
public final class CredentialOpener {
  /** Tink puts a version byte and the key's id before what it seals. */
  private static final int PREFIX = 1 + Integer.BYTES;

  private final KeysetHandle keys;
  private final HybridDecrypt key;

  /**
   * @param privateKeys a private key set in Tink's JSON form
   * @throws CredentialException when it is none
   */
  public CredentialOpener(String privateKeys) {
    keys = CredentialKeys.readPrivate(privateKeys);
    try {
      key = keys.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
    } catch (GeneralSecurityException e) {
      throw new CredentialException("this is no private key set for credentials", e);
    }
  }

  /**
   * The secret of {@code connection}, which must have one.
   *
   * @throws CredentialException when it was sealed for another connection, for this one with
   *     another owner, kind or destination, or to a key that is gone
   */
  public String open(ConnectionChanged connection) {
    try {
      byte[] secret = key.decrypt(bytes(connection), CredentialContext.of(connection));
      return new String(secret, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new CredentialException(
          "the credential of " + connection.connectionId() + " cannot be opened", e);
    }
  }

  /**
   * The secret of {@code connection} sealed to the newest key; empty where it is already.
   *
   * @throws CredentialException as {@link #open}
   */
  public Optional<String> reseal(ConnectionChanged connection) {
    byte[] sealed = bytes(connection);
    try {
      boolean current = sealed.length > PREFIX && keyId(sealed) == keys.getPrimary().getId();
      String secret = open(connection);
      return current
          ? Optional.empty()
          : Optional.of(
              new CredentialSealer(keys.getPublicKeysetHandle()).seal(connection, secret));
    } catch (GeneralSecurityException e) {
      throw new CredentialException("the keys for credentials have no public half", e);
    }
  }

  /**
   * The id of the key that the credential of {@code connection} is sealed to, which needs no key;
   * empty where it has no credential, or none that could ever be opened.
   */
  public static OptionalInt keyId(ConnectionChanged connection) {
    if (connection.sealedCredential() == null) {
      return OptionalInt.empty();
    }
    try {
      byte[] sealed = bytes(connection);
      return sealed.length > PREFIX ? OptionalInt.of(keyId(sealed)) : OptionalInt.empty();
    } catch (CredentialException e) {
      return OptionalInt.empty();
    }
  }

  private static int keyId(byte[] sealed) {
    return ByteBuffer.wrap(sealed, 1, Integer.BYTES).getInt();
  }

  private static byte[] bytes(ConnectionChanged connection) {
    try {
      return Base64.getDecoder().decode(connection.sealedCredential());
    } catch (IllegalArgumentException e) {
      throw new CredentialException(
          "the credential of " + connection.connectionId() + " is not base64", e);
    }
  }
}
