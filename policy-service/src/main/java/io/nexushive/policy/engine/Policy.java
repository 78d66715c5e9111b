package io.nexushive.policy.engine;

import io.nexushive.model.signature.SignedContent;
import io.nexushive.policy.document.PolicyDocument;
import io.nexushive.policy.document.PolicyException;
import io.nexushive.policy.document.PolicyReader;

/**
 * A policy that can be decided by.
 *
 * @param version SHA-256 of the text that it was read from
 */
public record Policy(PolicyDocument document, String version) {

  /**
   * @throws PolicyException when the text is no policy
   */
  public static Policy read(String yaml) {
    return new Policy(PolicyReader.read(yaml), SignedContent.sha256(yaml));
  }
}
