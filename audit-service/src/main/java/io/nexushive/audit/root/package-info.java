/**
 * Signed roots over all chain heads, kept outside of the database: what a chain alone cannot show,
 * that its end is missing or that it was replaced as a whole, shows against them.
 */
package io.nexushive.audit.root;
