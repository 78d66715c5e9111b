/**
 * The semantic parser: reads a question against a schema and composes a query from what it finds,
 * without a language model. Its steps are its packages: {@code annotation} finds mentions of the
 * schema, {@code reading} reads the words between them into a {@code frame}, {@code composition}
 * turns the frame into a query, {@code check} holds the query against the question.
 */
package io.nexushive.translator.parser;
