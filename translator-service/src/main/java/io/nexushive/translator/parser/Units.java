package io.nexushive.translator.parser;

import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.model.semantic.SemanticModel.Attribute;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.sql.Expr;
import io.nexushive.translator.sql.Query;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells what the figures of a query are counted in, where the semantic model says it. */
final class Units {
  private Units() {}

  /** A sentence for each output with a unit. */
  static List<String> said(Query query, SemanticModel model) {
    return outputs(query).flatMap(o -> said(o, model).stream()).distinct().toList();
  }

  private static Stream<Expr> outputs(Query query) {
    return query instanceof Query.Select select
        ? select.outputs().stream().map(Query.Output::value).flatMap(Units::figures)
        : outputs(((Query.Combined) query).left());
  }

  /** A ratio has no unit of its own: that of what is divided says nothing about it. */
  private static Stream<Expr> figures(Expr value) {
    if (value instanceof Expr.Call call && call.function() != Expr.Aggregate.COUNT) {
      return figures(call.argument());
    }
    return value instanceof Expr.Col || value instanceof Expr.MetricCall
        ? Stream.of(value)
        : Stream.of();
  }

  private static Optional<String> said(Expr figure, SemanticModel model) {
    if (figure instanceof Expr.Col col) {
      Column column = col.column();
      return model
          .entity(column.table().name())
          .flatMap(e -> e.column(column.name()))
          .map(Attribute::unit)
          .map(unit -> sentence(column.name(), unit));
    }
    String name = ((Expr.MetricCall) figure).name();
    return model.metrics().stream()
        .filter(m -> m.name().equals(name) && m.unit() != null)
        .findFirst()
        .map(m -> sentence(m.label() == null ? m.name() : m.label(), m.unit()));
  }

  private static String sentence(String name, String unit) {
    return "The unit of " + name + " is " + unit + ".";
  }
}
