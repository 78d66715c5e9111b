/**
 * The semantic parser: reads a question against a schema and composes a query from what it finds,
 * without a language model. Annotation finds mentions of the schema, rules read the words between
 * them into a {@link io.nexushive.translator.parser.Frame}, composition turns the frame into SQL.
 */
package io.nexushive.translator.parser;
