package io.nexushive.model.envelope;

/**
 * What a verdict rests on; with another basis it might be another verdict.
 *
 * @param policyVersion hash of the policy document
 * @param catalogVersion version of the connection's catalogue
 */
public record PolicyBasis(String policyVersion, String catalogVersion) {}
