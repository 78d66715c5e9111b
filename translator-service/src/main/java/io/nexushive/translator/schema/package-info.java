/**
 * A connection's catalogue and semantic model, prepared for linking words to tables and columns.
 */
package io.nexushive.translator.schema;
