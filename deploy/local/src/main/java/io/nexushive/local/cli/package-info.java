/** The commands of {@code ./nexus}. */
package io.nexushive.local.cli;
