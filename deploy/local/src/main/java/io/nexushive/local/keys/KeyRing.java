package io.nexushive.local.keys;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.SecretFiles;
import io.nexushive.model.credential.CredentialKeys;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.TrustedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder with one Ed25519 private key per signer ({@code <kid>.pem}, readable by the owner only),
 * {@code trust.json} with the public halves and what each is good for, and the keys to which the
 * credentials of connections are sealed.
 */
public final class KeyRing {
  private static final String DEFAULT_TENANT = "default";

  private final Path dir;

  private KeyRing(Path dir) {
    this.dir = dir;
  }

  /**
   * Opens the key ring in {@code dir}; makes the keys that are missing.
   *
   * @throws LocalStackException when the folder holds something else, or a key without its other
   *     half
   */
  public static KeyRing createOrLoad(Path dir) {
    KeyRing ring = new KeyRing(dir);
    try {
      SecretFiles.createDirectories(dir);
      List<TrustedKey> keys = new ArrayList<>(ring.trusted());
      boolean grown = false;
      for (ServiceName service : ServiceName.values()) {
        Set<Purpose> purposes = SigningServices.all().get(service);
        if (purposes != null && !ring.holds(keys, kid(service.wire()))) {
          keys.add(ring.generate(kid(service.wire()), service.wire(), purposes, null));
          grown = true;
        }
      }
      if (grown) {
        ring.write(keys);
      }
      if (!Files.exists(ring.credentialKeysFile())) {
        ring.writeCredentialKeys(CredentialKeys.generate());
      }
      return ring;
    } catch (IOException e) {
      throw new LocalStackException("the keys in " + dir + " cannot be read or written", e);
    }
  }

  /**
   * Registers a program that asks for itself over Kafka: makes its key and adds the public half to
   * the trust store, which services read when they start.
   *
   * @param clientId also the subject under which it asks
   * @param roles the most that it may claim
   * @return a signer with its private key, which also stands in {@link #privateKeyFile}
   */
  public Signer addClient(String clientId, Set<String> roles) {
    if (!clientId.matches("[a-z][a-z0-9-]{0,62}")) {
      throw new LocalStackException(
          "a client's name is of lower-case letters, digits and dashes: " + clientId);
    }
    String kid = kid(clientId);
    try {
      List<TrustedKey> keys = new ArrayList<>(trusted());
      if (keys.stream().anyMatch(key -> key.kid().equals(kid))) {
        throw new LocalStackException("there is already a key named " + kid);
      }
      TrustedKey.Client client =
          new TrustedKey.Client(clientId, new TenantId(DEFAULT_TENANT), roles);
      keys.add(generate(kid, clientId, Set.of(Purpose.REQUEST), client));
      write(keys);
      return Signer.fromPem(kid, Files.readString(pem(kid)));
    } catch (IOException e) {
      throw new LocalStackException("the key of " + clientId + " cannot be written", e);
    }
  }

  /** The executor's private keys for the credentials of connections. */
  public Path credentialKeysFile() {
    return dir.resolve("credentials.json");
  }

  /** Their public halves, for who seals. */
  public Path credentialPublicKeysFile() {
    return dir.resolve("credentials-public.json");
  }

  /**
   * Makes a new key for credentials. The one before still opens what was sealed to it; what is not
   * sealed anew before the next rotation is lost.
   */
  public void rotateCredentialKeys() {
    try {
      writeCredentialKeys(CredentialKeys.rotated(Files.readString(credentialKeysFile())));
    } catch (IOException e) {
      throw new LocalStackException("the keys in " + dir + " cannot be read or written", e);
    }
  }

  /** The private half first: what is sealed to the public one can then always be opened. */
  private void writeCredentialKeys(String privateKeys) throws IOException {
    SecretFiles.write(credentialKeysFile(), privateKeys);
    SecretFiles.write(credentialPublicKeysFile(), CredentialKeys.publicHalf(privateKeys));
  }

  /** The trust store's document. */
  public Path trustFile() {
    return dir.resolve("trust.json");
  }

  /** The name of a service's key; empty for a service that signs nothing. */
  public Optional<String> kid(ServiceName service) {
    return SigningServices.all().containsKey(service)
        ? Optional.of(kid(service.wire()))
        : Optional.empty();
  }

  /** The file of a service's private key; empty for a service that signs nothing. */
  public Optional<Path> privateKeyFile(ServiceName service) {
    return kid(service).map(this::pem);
  }

  /** The file of a registered program's private key. */
  public Path privateKeyFile(String clientId) {
    return pem(kid(clientId));
  }

  /** The key with which {@code service} signs. */
  public Signer signer(ServiceName service) {
    String kid =
        kid(service)
            .orElseThrow(() -> new IllegalArgumentException(service.wire() + " signs nothing"));
    try {
      return Signer.fromPem(kid, Files.readString(pem(kid)));
    } catch (IOException e) {
      throw new LocalStackException("the key " + kid + " cannot be read", e);
    }
  }

  /** Whom the services believe. */
  public TrustStore trustStore() {
    try {
      return new TrustStore(trusted());
    } catch (IOException e) {
      throw new LocalStackException(trustFile() + " cannot be read", e);
    }
  }

  private static String kid(String holder) {
    return holder + "-1";
  }

  private Path pem(String kid) {
    return dir.resolve(kid + ".pem");
  }

  private boolean holds(List<TrustedKey> keys, String kid) {
    boolean trusted = keys.stream().anyMatch(key -> key.kid().equals(kid));
    if (trusted && !Files.exists(pem(kid))) {
      throw new LocalStackException(
          trustFile() + " names the key " + kid + ", but " + pem(kid) + " is missing");
    }
    return trusted;
  }

  private List<TrustedKey> trusted() throws IOException {
    if (!Files.exists(trustFile())) {
      return List.of();
    }
    try {
      return Json.read(Files.readAllBytes(trustFile()), TrustStore.Document.class).keys();
    } catch (IllegalArgumentException e) {
      throw new LocalStackException(trustFile() + " is no trust store", e);
    }
  }

  private TrustedKey generate(
      String kid, String issuer, Set<Purpose> purposes, TrustedKey.Client client)
      throws IOException {
    KeyPair pair;
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK since 15 has Ed25519", e);
    }
    SecretFiles.write(pem(kid), Pem.privateKey(pair.getPrivate()));
    String spki = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    return new TrustedKey(kid, issuer, purposes, spki, null, client);
  }

  private void write(List<TrustedKey> keys) throws IOException {
    SecretFiles.write(
        trustFile(),
        Json.mapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(new TrustStore.Document(keys)));
  }
}
