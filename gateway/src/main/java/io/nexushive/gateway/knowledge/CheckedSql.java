package io.nexushive.gateway.knowledge;

import io.nexushive.model.event.KnowledgeChanged;
import java.util.List;

/**
 * SQL that policy lets its author run, with or without a review.
 *
 * @param sql as policy printed it
 * @param policyVersion what it was checked under, as is {@code catalogVersion}
 */
record CheckedSql(
    String sql,
    List<KnowledgeChanged.Literal> literals,
    String policyVersion,
    String catalogVersion) {}
