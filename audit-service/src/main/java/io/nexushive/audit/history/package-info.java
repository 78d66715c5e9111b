/** What people read of the audit: one request with its history, recent ones, and sums. */
package io.nexushive.audit.history;
