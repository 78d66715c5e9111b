package io.nexushive.model.credential;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.security.GeneralSecurityException;
import java.util.function.IntPredicate;

/** Makes key sets for credentials: private ones for the executor, public ones for who seals. */
public final class CredentialKeys {
  static {
    try {
      HybridConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink registers HPKE on every Java platform", e);
    }
  }

  private CredentialKeys() {}

  /** A new private key set with one key, as JSON. */
  public static String generate() {
    try {
      return written(KeysetHandle.newBuilder().addEntry(freshPrimary()).build());
    } catch (GeneralSecurityException e) {
      throw new CredentialException("a key for credentials cannot be made", e);
    }
  }

  /**
   * A key set with a new key for sealing. The one before, and those that are still {@code needed},
   * stay for opening what is not yet sealed anew.
   *
   * @param privateKeys as {@link #generate} or this method gave it
   * @param needed says of a key's id ({@link CredentialOpener#keyId}) whether something is sealed
   *     to it; where that is not known, every key is needed
   * @throws CredentialException when it is no private key set
   */
  public static String rotated(String privateKeys, IntPredicate needed) {
    KeysetHandle current = readPrivate(privateKeys);
    try {
      KeysetHandle.Builder keys = KeysetHandle.newBuilder();
      for (int i = 0; i < current.size(); i++) {
        KeysetHandle.Entry key = current.getAt(i);
        if (key.isPrimary() || needed.test(key.getId())) {
          keys.addEntry(KeysetHandle.importKey(key.getKey()).withFixedId(key.getId()));
        }
      }
      return written(keys.addEntry(freshPrimary()).build());
    } catch (GeneralSecurityException e) {
      throw new CredentialException("the keys for credentials cannot be rotated", e);
    }
  }

  /**
   * The public halves, as JSON.
   *
   * @throws CredentialException when it is no private key set
   */
  public static String publicHalf(String privateKeys) {
    try {
      return TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(
          readPrivate(privateKeys).getPublicKeysetHandle());
    } catch (GeneralSecurityException e) {
      throw new CredentialException("the keys for credentials have no public half", e);
    }
  }

  static KeysetHandle readPrivate(String json) {
    try {
      return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new CredentialException("this is no private key set for credentials", e);
    }
  }

  static KeysetHandle readPublic(String json) {
    try {
      return TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(json);
    } catch (GeneralSecurityException e) {
      throw new CredentialException("this is no public key set for credentials", e);
    }
  }

  private static String written(KeysetHandle keys) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get());
  }

  private static KeysetHandle.Builder.Entry freshPrimary() throws GeneralSecurityException {
    HpkeParameters parameters =
        HpkeParameters.builder()
            .setVariant(HpkeParameters.Variant.TINK)
            .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
            .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
            .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
            .build();
    return KeysetHandle.generateEntryFromParameters(parameters).withRandomId().makePrimary();
  }
}
