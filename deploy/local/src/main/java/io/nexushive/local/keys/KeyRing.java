package io.nexushive.local.keys;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.SecretFiles;
import io.nexushive.model.credential.CredentialKeys;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.SigningKey;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.TrustedKey;
import io.nexushive.model.signature.UntrustedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * A folder with one Ed25519 private key per signer (readable by the owner only), {@code trust.json}
 * with the public halves, older ones too, and what each is good for, and the keys to which the
 * credentials of connections are sealed.
 */
public final class KeyRing {
  /**
   * For how long a key stays trusted once another one signs in its place: review tickets are open
   * for a day from their request's deadline on.
   */
  public static final Duration OVERLAP = Duration.ofHours(25);

  private static final String DEFAULT_TENANT = "default";

  private final Path dir;
  private final TrustFile trusted;

  private KeyRing(Path dir) {
    this.dir = dir;
    this.trusted = new TrustFile(dir.resolve("trust.json"));
  }

  /**
   * Opens the key ring in {@code dir}; makes the keys that are missing, and trusts those that are
   * there for what their services have come to sign since.
   *
   * @throws LocalStackException when the folder holds something else, or a key without its other
   *     half
   */
  public static KeyRing createOrLoad(Path dir) {
    KeyRing ring = new KeyRing(dir);
    try {
      SecretFiles.createDirectories(dir);
      List<TrustedKey> keys = new ArrayList<>(ring.trusted.keys());
      boolean grown = false;
      for (ServiceName service : ServiceName.values()) {
        Set<Purpose> purposes = SigningServices.all().get(service);
        if (purposes != null && !ring.holds(keys, service)) {
          String kid = firstKid(service.wire());
          keys.add(ring.generate(kid, ring.pem(service), service.wire(), purposes, null));
          grown = true;
        } else if (purposes != null) {
          grown |= extend(keys, service, purposes);
        }
      }
      if (grown) {
        ring.trusted.write(keys);
      }
      if (!Files.exists(ring.credentialKeysFile())) {
        ring.writeCredentialKeys(CredentialKeys.generate());
      }
      return ring;
    } catch (IOException e) {
      throw new LocalStackException("the keys in " + dir + " cannot be read or written", e);
    }
  }

  /** The key that a service signs with now; those that have got an end stay as they are. */
  private static boolean extend(List<TrustedKey> keys, ServiceName service, Set<Purpose> purposes) {
    List<TrustedKey> before = List.copyOf(keys);
    keys.replaceAll(
        key ->
            key.issuer().equals(service.wire())
                    && key.client() == null
                    && key.notAfter() == null
                    && !key.purposes().containsAll(purposes)
                ? new TrustedKey(key.kid(), key.issuer(), purposes, key.publicKey(), null, null)
                : key);
    return !keys.equals(before);
  }

  /**
   * Registers a program that asks for itself over Kafka: makes its key and adds the public half to
   * the trust store. Services that run believe it when they start again: no key before vouches for
   * it.
   *
   * @param clientId also the subject under which it asks
   * @param roles the most that it may claim
   * @param attributes what row filters know of it; its own messages can claim none
   * @return a signer with its private key, which also stands in {@link #privateKeyFile}
   */
  public Signer addClient(
      String clientId, Set<String> roles, Map<String, List<String>> attributes) {
    if (!clientId.matches("[a-z][a-z0-9-]{0,62}")) {
      throw new LocalStackException(
          "a client's name is of lower-case letters, digits and dashes: " + clientId);
    }
    requireAttributes(clientId, attributes);
    String kid = firstKid(clientId);
    try {
      List<TrustedKey> keys = new ArrayList<>(trusted.keys());
      if (keys.stream().anyMatch(key -> key.kid().equals(kid))) {
        throw new LocalStackException("there is already a key named " + kid);
      }
      TrustedKey.Client client =
          new TrustedKey.Client(clientId, new TenantId(DEFAULT_TENANT), roles, attributes);
      keys.add(generate(kid, pem(kid), clientId, Set.of(Purpose.REQUEST), client));
      trusted.write(keys);
      return Signer.fromPem(kid, Files.readString(pem(kid)));
    } catch (IOException e) {
      throw new LocalStackException("the key of " + clientId + " cannot be written", e);
    }
  }

  private static void requireAttributes(String clientId, Map<String, List<String>> attributes) {
    try {
      new Asker(clientId, new TreeSet<>(), new TreeMap<>(attributes));
    } catch (IllegalArgumentException e) {
      throw new LocalStackException(
          "an attribute's name is of lower-case letters, digits and underscores, and not subject",
          e);
    }
  }

  /**
   * Gives {@code service} another signing key. First its public half is trusted, vouched for by the
   * key before; then, when everybody has had the time to read that, it signs; then the keys before
   * get an end. Wherever this stops, what is signed is believed.
   *
   * @param overlap for how long the keys before stay trusted
   * @param settle how long services take to read a file that has changed
   * @return the new key's name
   */
  public String rotate(ServiceName service, Duration overlap, Duration settle) {
    Signer before = signer(service);
    String issuer = service.wire();
    try {
      List<TrustedKey> keys = new ArrayList<>(trusted.keys());
      String kid = TrustFile.nextKid(keys, issuer);
      KeyPair pair = newPair();
      keys.add(
          trustedKey(kid, issuer, SigningServices.all().get(service), pair, null)
              .endorsedBy(before));
      trusted.write(keys);
      Thread.sleep(settle.toMillis());
      SecretFiles.write(pem(service), Pem.privateKey(pair.getPrivate()));
      Instant end = Instant.now().plus(overlap).truncatedTo(ChronoUnit.SECONDS);
      trusted.write(
          trusted.keys().stream()
              .map(k -> k.issuer().equals(issuer) && !k.kid().equals(kid) ? k.endingBy(end) : k)
              .toList());
      return kid;
    } catch (IOException e) {
      throw new LocalStackException("the keys in " + dir + " cannot be read or written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("stopped before the new key of " + issuer + " signs", e);
    }
  }

  /**
   * Has a key not believed from now on, whatever it signed.
   *
   * @throws LocalStackException when there is no such key, or a service still signs with it
   */
  public void retire(String kid) {
    try {
      List<TrustedKey> keys = trusted.keys();
      if (keys.stream().noneMatch(key -> key.kid().equals(kid))) {
        throw new LocalStackException("there is no key named " + kid);
      }
      boolean inUse =
          SigningServices.all().keySet().stream().anyMatch(s -> signer(s).kid().equals(kid));
      if (inUse) {
        throw new LocalStackException(kid + " is in use; rotate it first");
      }
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      trusted.write(keys.stream().map(k -> k.kid().equals(kid) ? k.endingBy(now) : k).toList());
    } catch (IOException e) {
      throw new LocalStackException("the keys in " + dir + " cannot be read or written", e);
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
   * Makes a new key for credentials. The one before still opens what was sealed to it, and so does
   * any older one that is {@code needed}.
   *
   * @param needed says of a key's id whether a credential is still sealed to it
   */
  public void rotateCredentialKeys(IntPredicate needed) {
    try {
      writeCredentialKeys(CredentialKeys.rotated(Files.readString(credentialKeysFile()), needed));
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
    return trusted.path();
  }

  /** The services that sign. */
  public static Set<ServiceName> signing() {
    return SigningServices.all().keySet();
  }

  /** The file of a service's private key; empty for a service that signs nothing. */
  public Optional<Path> privateKeyFile(ServiceName service) {
    return signing().contains(service) ? Optional.of(pem(service)) : Optional.empty();
  }

  /** The file of a registered program's private key. */
  public Path privateKeyFile(String clientId) {
    return pem(firstKid(clientId));
  }

  /** The key with which {@code service} signs now. */
  public Signer signer(ServiceName service) {
    Path file =
        privateKeyFile(service)
            .orElseThrow(() -> new IllegalArgumentException(service.wire() + " signs nothing"));
    try {
      SigningKey key = SigningKey.fromPem(Files.readString(file), trustStore());
      return new Signer(() -> key);
    } catch (IOException | UntrustedException e) {
      throw new LocalStackException(
          "the key in " + file + " cannot be read, or " + trustFile() + " does not name it", e);
    }
  }

  /** Whom the services believe. */
  public TrustStore trustStore() {
    try {
      return new TrustStore(trusted.keys());
    } catch (IOException e) {
      throw new LocalStackException(trustFile() + " cannot be read", e);
    }
  }

  private static String firstKid(String holder) {
    return holder + "-1";
  }

  private Path pem(String kid) {
    return dir.resolve(kid + ".pem");
  }

  private Path pem(ServiceName service) {
    return pem(service.wire());
  }

  private boolean holds(List<TrustedKey> keys, ServiceName service) throws IOException {
    Optional<String> kid =
        keys.stream()
            .filter(key -> key.issuer().equals(service.wire()))
            .map(TrustedKey::kid)
            .findFirst();
    if (kid.isEmpty()) {
      return false;
    }
    Path before = pem(kid.get());
    if (!Files.exists(pem(service)) && Files.exists(before)) {
      // As rings had it that could not rotate.
      Files.move(before, pem(service), StandardCopyOption.ATOMIC_MOVE);
    }
    if (!Files.exists(pem(service))) {
      throw new LocalStackException(
          trustFile() + " names the key " + kid.get() + ", but " + pem(service) + " is missing");
    }
    return true;
  }

  private TrustedKey generate(
      String kid, Path file, String issuer, Set<Purpose> purposes, TrustedKey.Client client)
      throws IOException {
    KeyPair pair = newPair();
    SecretFiles.write(file, Pem.privateKey(pair.getPrivate()));
    return trustedKey(kid, issuer, purposes, pair, client);
  }

  private static TrustedKey trustedKey(
      String kid, String issuer, Set<Purpose> purposes, KeyPair pair, TrustedKey.Client client) {
    String spki = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    return new TrustedKey(kid, issuer, purposes, spki, null, client);
  }

  private static KeyPair newPair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK since 15 has Ed25519", e);
    }
  }
}
