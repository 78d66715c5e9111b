package io.nexushive.gateway.semantic;

import static io.nexushive.gateway.semantic.YamlItems.items;
import static io.nexushive.gateway.semantic.YamlItems.line;
import static io.nexushive.gateway.semantic.YamlItems.text;

import io.nexushive.model.semantic.ExpressionNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Finds the tables and columns that a semantic model names and the catalogue does not have. */
final class NameCheck {
  /** Looking for what was meant is the costly part; beyond these, another mistake is likelier. */
  private static final int MOST_HINTS = 10;

  private final KnownNames known;
  private final List<Flaw> flaws = new ArrayList<>();

  private NameCheck(KnownNames known) {
    this.known = known;
  }

  /**
   * @param document one that has the form of the schema
   */
  static List<Flaw> flaws(Node document, KnownNames known) {
    NameCheck check = new NameCheck(known);
    check.each(document, "entities", check::entity);
    check.each(document, "metrics", check::metric);
    check.each(document, "joins", check::join);
    return List.copyOf(check.flaws);
  }

  private interface Item {
    void check(MappingNode item, String key);
  }

  private void each(Node document, String list, Item item) {
    int i = 0;
    for (MappingNode one : items(document, list)) {
      item.check(one, list + "[" + i++ + "]");
    }
  }

  private void entity(MappingNode entity, String at) {
    table(entity, "table", at)
        .ifPresent(
            table -> {
              column(entity, "label", at, table);
              column(entity, "time_column", at, table);
              int i = 0;
              for (MappingNode attribute : items(entity, "columns")) {
                column(attribute, "column", at + ".columns[" + i++ + "]", table);
              }
            });
  }

  private void metric(MappingNode metric, String at) {
    table(metric, "table", at)
        .ifPresent(
            table -> {
              ScalarNode expression = text(metric, "expression").orElseThrow();
              ExpressionNames.unknown(expression.getValue(), c -> known.hasColumn(table, c))
                  .forEach(c -> unknownColumn(expression, at + ".expression", table, c));
            });
  }

  private void join(MappingNode join, String at) {
    Optional<String> from = table(join, "from", at);
    Optional<String> to = table(join, "to", at);
    int i = 0;
    for (MappingNode pair : items(join, "columns")) {
      String pairAt = at + ".columns[" + i++ + "]";
      from.ifPresent(table -> column(pair, "from", pairAt, table));
      to.ifPresent(table -> column(pair, "to", pairAt, table));
    }
  }

  /** The table that {@code key} names, where there is one of that name. */
  private Optional<String> table(MappingNode item, String key, String at) {
    ScalarNode name = text(item, key).orElseThrow();
    if (known.hasTable(name.getValue())) {
      return Optional.of(name.getValue());
    }
    flaw(
        name,
        at + "." + key,
        "names a table that the catalogue does not have: " + name.getValue(),
        () -> known.tableLike(name.getValue()));
    return Optional.empty();
  }

  private void column(MappingNode item, String key, String at, String table) {
    text(item, key)
        .filter(name -> !known.hasColumn(table, name.getValue()))
        .ifPresent(name -> unknownColumn(name, at + "." + key, table, name.getValue()));
  }

  private void unknownColumn(Node node, String at, String table, String column) {
    flaw(
        node,
        at,
        "names a column that " + table + " does not have: " + column,
        () -> known.columnLike(table, column));
  }

  private void flaw(Node node, String at, String message, Supplier<Optional<String>> likely) {
    Optional<String> meant = flaws.size() < MOST_HINTS ? likely.get() : Optional.empty();
    String hint = meant.map(name -> "; is " + name + " meant?").orElse("");
    flaws.add(new Flaw(line(node), at, message + hint));
  }
}
