/**
 * From words to {@link io.nexushive.translator.parser.annotation.Node}s: which words of a question
 * mention a table, a column, a metric or a value, and which only build the sentence.
 */
package io.nexushive.translator.parser.annotation;
