package io.nexushive.translator.schema;

/** A value that the catalogue knows, in the column that holds it, as it is spelt there. */
public record ValueHit(Column column, String value, double score) {}
