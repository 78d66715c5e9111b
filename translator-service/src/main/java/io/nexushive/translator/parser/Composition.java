package io.nexushive.translator.parser;

import io.nexushive.model.semantic.SemanticModel.Metric;
import io.nexushive.translator.schema.Join;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Query;
import java.util.List;
import java.util.Set;

/** A finished query with what it rests on. */
record Composition(
    Query query, Table base, Set<Table> tables, List<Join> joins, Set<Metric> metrics) {
  static Composition of(Schema schema, Frame frame) {
    Composer composer = new Composer(schema, frame);
    Query.Select select = composer.compose();
    frame.assumptions.addAll(JoinChoices.said(schema, composer.tables(), composer.joins()));
    return new Composition(
        select, composer.linker().base(), composer.tables(), composer.joins(), composer.metrics());
  }
}
