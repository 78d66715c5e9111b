package io.nexushive.translator.clarification;

import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Knows one kind of words that leave something open. */
interface OpenTerms {
  /**
   * The first such place in {@code question}, which is asked of {@code schema}.
   *
   * @param read the tables that the question is about, as far as that can be told
   */
  Optional<OpenTerm> in(String question, Schema schema, Supplier<List<Table>> read);
}
