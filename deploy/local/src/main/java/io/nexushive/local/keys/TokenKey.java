package io.nexushive.local.keys;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.SecretFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** The key under which the gateway issues tokens to local accounts: EC on P-256, for ES256. */
public final class TokenKey {
  private TokenKey() {}

  /** Makes the key if {@code file} is missing. */
  public static void create(Path file) {
    if (Files.exists(file)) {
      return;
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      SecretFiles.createDirectories(file.getParent());
      SecretFiles.write(file, Pem.privateKey(generator.generateKeyPair().getPrivate()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has the curve P-256", e);
    } catch (IOException e) {
      throw new LocalStackException("the token key " + file + " cannot be written", e);
    }
  }
}
