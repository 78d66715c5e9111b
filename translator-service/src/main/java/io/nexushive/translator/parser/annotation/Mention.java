package io.nexushive.translator.parser.annotation;

import io.nexushive.model.semantic.SemanticModel.Metric;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.NameIndex.Link;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.schema.ValueHit;
import java.util.List;
import java.util.Optional;

/**
 * Words of a question that may name something of the schema.
 *
 * @param links tables, columns and metrics, best first
 * @param values columns that hold the words as a value
 * @param score of the best of them
 * @param byMeaning whether a name was found only by what a word means
 */
public record Mention(List<Link> links, List<ValueHit> values, double score, boolean byMeaning) {
  public Mention {
    links = List.copyOf(links);
    values = List.copyOf(values);
  }

  public double tableScore() {
    return best(Table.class);
  }

  public double columnScore() {
    return best(Column.class);
  }

  boolean hasValue() {
    return !values.isEmpty();
  }

  public Optional<Table> table() {
    return links.stream()
        .filter(l -> l.target() instanceof Table)
        .findFirst()
        .map(l -> (Table) l.target());
  }

  public Optional<Metric> metric() {
    return links.stream()
        .filter(l -> l.target() instanceof Metric)
        .findFirst()
        .map(l -> (Metric) l.target());
  }

  public List<Link> columns() {
    return links.stream().filter(l -> l.target() instanceof Column).toList();
  }

  public double best(Class<?> kind) {
    return links.stream()
        .filter(l -> kind.isInstance(l.target()))
        .mapToDouble(Link::score)
        .findFirst()
        .orElse(0);
  }
}
