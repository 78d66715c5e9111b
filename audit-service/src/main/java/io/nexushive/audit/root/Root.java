package io.nexushive.audit.root;

import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.Signature;
import io.nexushive.model.signature.SignedContent;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Where the chains ended at one moment; one line of the root log.
 *
 * @param number 1 for the first line of a log, then counting up
 * @param instance the replica that signed it
 * @param previous SHA-256 of the line before; absent in the first
 * @param heads every chain that has grown since the line before; all chains in the first line of a
 *     day and in the first that a process writes
 */
@RegisterForReflection
public record Root(
    long number,
    Instant at,
    String instance,
    String previous,
    List<Head> heads,
    Signature signature) {

  public Root {
    Objects.requireNonNull(at, "at");
    heads = List.copyOf(heads);
  }

  /**
   * A chain's end.
   *
   * @param name topic and partition, for readers
   * @param hash lower-case hex
   */
  @RegisterForReflection
  public record Head(UUID chainId, String name, long seq, String hash) {
    public Head {
      Objects.requireNonNull(chainId, "chainId");
      Objects.requireNonNull(hash, "hash");
    }

    String canonical() {
      return chainId + "|" + name + "|" + seq + "|" + hash;
    }
  }

  Root signedBy(Signer signer) {
    return new Root(number, at, instance, previous, heads, signer.sign(content()));
  }

  /**
   * Checks that the audit service said this. The key's end is held against the time of signing, so
   * that old roots stay good when keys are rotated.
   *
   * @throws UntrustedException when it did not
   */
  public void verify(TrustStore trust) {
    trust.verify(Purpose.AUDIT_ROOT, content(), signature, at);
  }

  private SignedContent content() {
    return SignedContent.of(Purpose.AUDIT_ROOT)
        .field("number", number)
        .time("at", at)
        .text("instance", instance)
        .text("previous", previous)
        .list("heads", heads.stream().map(Head::canonical).toList());
  }
}
