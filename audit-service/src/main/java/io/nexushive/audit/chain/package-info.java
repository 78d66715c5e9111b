/** Chains of rows, one per topic partition, in which each hash covers the one before. */
package io.nexushive.audit.chain;
