/** The policy as a document: its form, its reader, and the rights that follow from it for roles. */
package io.nexushive.policy.document;
