/** Walks chains and roots and says whether anything was changed, and where first. */
package io.nexushive.audit.verify;
