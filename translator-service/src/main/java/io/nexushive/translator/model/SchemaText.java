package io.nexushive.translator.model;

import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.semantic.SemanticModel;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The part of a schema that a model is told: tables near to the question first, up to a limit. */
final class SchemaText {
  private static final int SAMPLES = 6;
  private static final int COMMENT = 200;

  private SchemaText() {}

  /**
   * @param tables the likeliest first; those for which no room is left are left out
   * @param metrics of the semantic model; only those over tables that are told
   * @param tokens how many the text may have at most, as {@link TokenCount} counts them
   */
  static String of(List<CatalogTable> tables, List<SemanticModel.Metric> metrics, int tokens) {
    StringBuilder out = new StringBuilder();
    Set<String> told = new HashSet<>();
    int left = tokens;
    for (CatalogTable table : tables) {
      String text = table(table);
      int needed = TokenCount.atMost(text);
      if (needed <= left) {
        out.append(text);
        told.add(table.name().toLowerCase(Locale.ROOT));
        left -= needed;
      }
    }
    for (SemanticModel.Metric metric : metrics) {
      String text =
          "METRIC "
              + metric.name()
              + " = "
              + metric.expression()
              + " over "
              + metric.table()
              + "\n";
      int needed = TokenCount.atMost(text);
      if (told.contains(metric.table().toLowerCase(Locale.ROOT)) && needed <= left) {
        out.append(text);
        left -= needed;
      }
    }
    return out.toString();
  }

  private static String table(CatalogTable source) {
    StringBuilder out = new StringBuilder("TABLE ");
    out.append(source.schema() == null ? "" : source.schema() + ".")
        .append(source.name())
        .append(comment(source.comment()))
        .append('\n');
    for (CatalogTable.Column column : source.columns()) {
      out.append("  ")
          .append(column.name())
          .append(' ')
          .append(column.type().wire())
          .append(comment(column.comment()));
      if (!column.sensitive() && !column.values().isEmpty()) {
        out.append(" e.g. ")
            .append(
                column.values().stream()
                    .limit(SAMPLES)
                    .map(SchemaText::oneLine)
                    .collect(Collectors.joining(" | ")));
      }
      out.append('\n');
    }
    if (!source.primaryKey().isEmpty()) {
      out.append("  primary key ").append(String.join(", ", source.primaryKey())).append('\n');
    }
    for (CatalogTable.ForeignKey key : source.foreignKeys()) {
      out.append("  ")
          .append(String.join(", ", key.columns()))
          .append(" -> ")
          .append(key.table())
          .append('(')
          .append(String.join(", ", key.referencedColumns()))
          .append(")\n");
    }
    return out.toString();
  }

  private static String comment(String text) {
    return text == null || text.isBlank() ? "" : " -- " + oneLine(text);
  }

  /**
   * Text from the warehouse on one short line, so that it cannot look like anything but a value.
   */
  private static String oneLine(String text) {
    String line = text.replaceAll("[\\p{Cntrl}<>]+", " ").strip();
    return line.length() > COMMENT ? line.substring(0, COMMENT) : line;
  }
}
