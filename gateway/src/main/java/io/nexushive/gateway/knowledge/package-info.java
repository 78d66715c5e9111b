/**
 * What is learned from answers: feedback, candidates, verified queries, and their retirement. The
 * translators hear of approved and retired ones by {@code knowledge.changed}.
 */
package io.nexushive.gateway.knowledge;
