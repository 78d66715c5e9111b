package io.nexushive.translator.backtranslation;

import io.nexushive.model.catalog.CatalogTable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A query in plain words, with what it uses and where it differs from its question.
 *
 * @param clauses the query, clause by clause
 * @param parts the queries that it nests or combines, each in words; empty where it is one SELECT
 * @param used the catalogue's columns that it uses, by table
 * @param found literals that the catalogue knows as values of the column that they are held
 *     against, each as a sentence's part
 * @param mismatches where it does not do what the question says
 */
public record BackTranslation(
    List<Clause> clauses,
    List<String> parts,
    Map<CatalogTable, Set<CatalogTable.Column>> used,
    List<String> found,
    List<Mismatch> mismatches) {
  public BackTranslation {
    clauses = List.copyOf(clauses);
    parts = List.copyOf(parts);
    found = List.copyOf(found);
    mismatches = List.copyOf(mismatches);
  }

  /** What it does, in order. */
  public List<String> sentences() {
    return clauses.stream().map(Clause::sentence).toList();
  }

  /** The whole of it in words. */
  public String words() {
    return String.join(" ", sentences());
  }

  /** What is left of {@code confidence} after everything that does not fit. */
  public double lowered(double confidence) {
    double price = mismatches.stream().mapToDouble(m -> m.kind().price()).sum();
    return Math.round(Math.max(0, confidence - price) * 1000) / 1000.0;
  }
}
