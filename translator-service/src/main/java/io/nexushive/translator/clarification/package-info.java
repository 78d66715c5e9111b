/** Finds what a question leaves open, asks for it, and puts the reply in its place. */
package io.nexushive.translator.clarification;
