package io.nexushive.policy.document;

import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.document.PolicyDocument.Action;

/**
 * A text and what this policy must decide on it.
 *
 * @param asker who asks it
 * @param dialect {@code null} for that of the catalogue
 * @param rule a rule that must have fired; {@code null} for any
 * @param line where it stands in the document, from 1
 */
public record Example(
    Asker asker, Dialect dialect, String sql, Action expect, String rule, int line) {}
