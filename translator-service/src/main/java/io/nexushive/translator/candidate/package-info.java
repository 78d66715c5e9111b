/** Who translates a question, in which order, and what they come back with. */
package io.nexushive.translator.candidate;
