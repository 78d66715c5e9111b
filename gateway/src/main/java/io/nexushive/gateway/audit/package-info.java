/** The audit trail, as people may read it; the audit service keeps it. */
package io.nexushive.gateway.audit;
