/**
 * A candidate's SQL said again in plain words, from its text alone, and held against the question.
 * Whoever wrote it is not believed; policy judges the same text with a parser of its own.
 */
package io.nexushive.translator.backtranslation;
