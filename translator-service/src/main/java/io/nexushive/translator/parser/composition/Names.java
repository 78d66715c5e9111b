package io.nexushive.translator.parser.composition;

import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.sql.Expr.Aggregate;
import java.util.Locale;
import java.util.Set;

/** Names of result columns, fit for headings. */
public final class Names {
  private Names() {}

  /** The column's own name, unless it says nothing or is taken. */
  static String of(Column column, Set<String> taken) {
    String own = column.name();
    boolean bare =
        Vocabulary.set("name", "id", "title", "code").contains(own.toLowerCase(Locale.ROOT))
            && false;
    return bare || taken.contains(own)
        ? column.table().spoken().replace(' ', '_') + "_" + own.toLowerCase(Locale.ROOT)
        : own;
  }

  static String of(Aggregate aggregate, Column column) {
    String prefix =
        switch (aggregate) {
          case SUM -> "total_";
          case AVG -> "average_";
          case MIN -> "lowest_";
          case MAX -> "highest_";
          case COUNT -> "number_of_";
        };
    return prefix + String.join("_", column.words());
  }
}
