/**
 * Queries as trees, and their text in each dialect. Nothing else in the translator writes SQL text.
 */
package io.nexushive.translator.sql;
