package io.nexushive.translator.backtranslation;

import io.nexushive.translator.linking.ConnectionSchema;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.statement.select.Select;

/** Says a candidate's SQL again in plain words, and where it differs from its question. */
@Singleton
public class BackTranslator {
  private final SqlText text = new SqlText();

  /**
   * @param sql the text that goes to policy
   * @return absent where the text cannot be read as one query; policy refuses it then
   */
  public Optional<BackTranslation> of(String question, String sql, ConnectionSchema connection) {
    try {
      return text.read(sql).map(select -> of(question, select, connection));
    } catch (UnsupportedOperationException e) {
      // The library reads more than its visitors go through.
      return Optional.empty();
    }
  }

  private static BackTranslation of(String question, Select select, ConnectionSchema connection) {
    TableNames names = new TableNames(connection.catalog());
    SqlFacts facts = FactFinder.of(select, names);
    List<Mismatch> mismatches =
        new ArrayList<>(
            QuestionCheck.of(
                new Said(question, connection.thesaurus()), facts, connection.model()));
    mismatches.addAll(RepeatedFigures.of(select, names));
    return new BackTranslation(
        Restatement.clauses(select, names),
        Subqueries.of(select, names),
        facts.columns(),
        found(facts),
        mismatches);
  }

  /** The literals that are values which the catalogue's samples hold. */
  private static List<String> found(SqlFacts facts) {
    List<String> found = new ArrayList<>();
    for (SqlFacts.Filter filter : facts.filters()) {
      if (filter.column() != null) {
        for (String value : filter.column().values()) {
          if (filter.values().contains(value.toLowerCase(Locale.ROOT))) {
            found.add(
                "\u201c%s\u201d is one of %d values of %s.%s"
                    .formatted(
                        value,
                        filter.column().values().size(),
                        filter.table().name(),
                        filter.column().name()));
          }
        }
      }
    }
    return found.stream().distinct().toList();
  }
}
