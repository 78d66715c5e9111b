package io.nexushive.model.credential;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import io.nexushive.model.connection.ConnectionChanged;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

/** Seals secrets to the executor's public key; whoever has one cannot open what it sealed. */
public final class CredentialSealer {
  private final HybridEncrypt key;

  /**
   * @param publicKeys a public key set in Tink's JSON form
   * @throws CredentialException when it is none, or holds a private key
   */
  public CredentialSealer(String publicKeys) {
    this(CredentialKeys.readPublic(publicKeys));
  }

  CredentialSealer(KeysetHandle publicKeys) {
    try {
      key = publicKeys.getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class);
    } catch (GeneralSecurityException e) {
      throw new CredentialException("this is no public key set for credentials", e);
    }
  }

  /**
   * Whether what was sealed for {@code before} can be opened for {@code now}: neither whose it is
   * nor where it is sent has changed.
   */
  public static boolean sameContext(ConnectionChanged before, ConnectionChanged now) {
    return Arrays.equals(CredentialContext.of(before), CredentialContext.of(now));
  }

  /**
   * Seals {@code secret} for {@code connection} as it stands.
   *
   * @return what {@link ConnectionChanged#sealedCredential} holds, in base64 (RFC 4648)
   */
  public String seal(ConnectionChanged connection, String secret) {
    try {
      byte[] sealed =
          key.encrypt(secret.getBytes(StandardCharsets.UTF_8), CredentialContext.of(connection));
      return Base64.getEncoder().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new CredentialException("the credential cannot be sealed", e);
    }
  }
}
