package io.nexushive.translator.model;

import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The part of a schema that a model is told: tables near to the question first, up to a limit. */
final class SchemaText {
  private static final int SAMPLES = 6;
  private static final int COMMENT = 200;

  private SchemaText() {}

  static String of(Schema schema, String question, int characters) {
    Set<String> words = Set.of(question.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"));
    List<Table> tables = new ArrayList<>(schema.tables());
    tables.sort(Comparator.comparingLong((Table t) -> -nearness(t, words)));
    StringBuilder out = new StringBuilder();
    for (Table table : tables) {
      String text = table(table);
      if (out.length() + text.length() > characters) {
        break;
      }
      out.append(text);
    }
    for (SemanticModel.Metric metric : schema.model().metrics()) {
      String text =
          "METRIC "
              + metric.name()
              + " = "
              + metric.expression()
              + " over "
              + metric.table()
              + "\n";
      if (out.length() + text.length() <= characters) {
        out.append(text);
      }
    }
    return out.toString();
  }

  private static long nearness(Table table, Set<String> words) {
    long near =
        table.words().stream().filter(w -> words.contains(w) || words.contains(w + "s")).count()
            * 3;
    return near
        + table.columns().stream()
            .filter(c -> c.words().stream().anyMatch(words::contains))
            .count();
  }

  private static String table(Table table) {
    CatalogTable source = table.source();
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
