package io.nexushive.policy.scope;

import io.nexushive.model.event.KnowledgeChanged.Literal;
import io.nexushive.policy.catalog.ViewColumn;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.Printer;
import io.nexushive.policy.tree.Query;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A query as it was read, and the values in it that could be others.
 *
 * @param sql printed from the tree
 * @param literals strings, numbers and dates that a column is compared with, or that say how many
 *     rows are asked for; in their order
 */
@RegisterForReflection
public record Template(String sql, List<Literal> literals) {

  /**
   * @param plain whether it is the column itself, and not something made of it
   */
  record Compared(ViewColumn column, boolean plain) {}

  static Template of(Query query, Map<Expr.Literal, Compared> compared) {
    List<Literal> literals = new ArrayList<>();
    Printer.places(query)
        .forEach(
            (literal, start) -> {
              Compared with = compared.get(literal);
              boolean rows = query.limit() != null && query.limit().count() == literal;
              int value = literal.text().indexOf('\'');
              if (with != null && isValue(literal)) {
                String table = with.column().table();
                String column = with.column().name();
                literals.add(
                    new Literal(
                        start + Math.max(0, value),
                        start + literal.text().length(),
                        table,
                        column,
                        with.plain()));
              } else if (rows && literal.kind() == Expr.Literal.Kind.NUMBER) {
                literals.add(new Literal(start, start + literal.text().length(), null, null, true));
              }
            });
    literals.sort(Comparator.comparingInt(Literal::start));
    return new Template(Printer.print(query), List.copyOf(literals));
  }

  /** Strings with a prefix or other quotes are read in more than one way. */
  private static boolean isValue(Expr.Literal literal) {
    return switch (literal.kind()) {
      case NUMBER -> true;
      case STRING -> literal.text().startsWith("'");
      case TYPED -> literal.text().indexOf('\'') > 0 && literal.text().endsWith("'");
      case WORD -> false;
    };
  }
}
