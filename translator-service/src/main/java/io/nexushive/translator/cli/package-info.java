/** The translator without its service: evaluation on question sets. */
package io.nexushive.translator.cli;
