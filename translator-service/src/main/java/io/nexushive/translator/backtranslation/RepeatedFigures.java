package io.nexushive.translator.backtranslation;

import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.catalog.KeyPaths;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.util.TablesNamesFinder;

/**
 * Finds sums and averages of a column whose row a join repeats: beside its table stands one of
 * which it may meet several rows, going by what is joined on, or, where that shows none, one from
 * which the catalogue's keys lead to it.
 */
final class RepeatedFigures extends TablesNamesFinder<Void> {
  private static final Set<String> ADDING = Set.of("SUM", "AVG");
  private final TableNames names;
  private final Deque<JoinedOn> joined = new ArrayDeque<>();
  private final List<Mismatch> found = new ArrayList<>();
  private Set<Column> inside = new LinkedHashSet<>();

  private RepeatedFigures(TableNames names) {
    this.names = names;
  }

  /**
   * @param names as filled by {@link FactFinder}
   */
  static List<Mismatch> of(Select select, TableNames names) {
    RepeatedFigures finder = new RepeatedFigures(names);
    finder.getTables((Statement) select);
    return finder.found.stream().distinct().toList();
  }

  @Override
  public <S> Void visit(PlainSelect select, S context) {
    joined.push(JoinedOn.of(select, names));
    super.visit(select, context);
    joined.pop();
    return null;
  }

  @Override
  public <S> Void visit(Column column, S context) {
    inside.add(column);
    return super.visit(column, context);
  }

  @Override
  public <S> Void visit(Function function, S context) {
    Set<Column> around = inside;
    inside = new LinkedHashSet<>();
    super.visit(function, context);
    if (ADDING.contains(function.getName().toUpperCase(Locale.ROOT)) && !function.isDistinct()) {
      judge();
    }
    around.addAll(inside);
    inside = around;
    return null;
  }

  private void judge() {
    Set<CatalogTable> owners =
        inside.stream().flatMap(c -> names.of(c).stream()).collect(Collectors.toSet());
    if (owners.size() != 1 || joined.isEmpty()) {
      return;
    }
    CatalogTable owner = owners.iterator().next();
    JoinedOn on = joined.peek();
    List<CatalogTable> scope = on.tables();
    // Of a table that is joined with itself, nobody can tell here which one the column is of.
    if (scope.stream().filter(owner::equals).count() != 1) {
      return;
    }
    on.repeating(owner)
        .or(
            () ->
                scope.stream()
                    .filter(t -> t != owner && KeyPaths.reached(t, scope).contains(owner))
                    .findFirst())
        .ifPresent(
            other ->
                found.add(
                    new Mismatch(
                        Mismatch.Kind.FIGURE_REPEATED,
                        "%s of %s counts once for each row of %s that it is joined with."
                            .formatted(
                                inside.stream()
                                    .map(c -> TableNames.unquoted(c.getColumnName()))
                                    .distinct()
                                    .collect(Collectors.joining(", ")),
                                owner.name(),
                                other.name()))));
  }
}
