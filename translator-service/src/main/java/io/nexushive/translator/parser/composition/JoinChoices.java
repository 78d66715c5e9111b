package io.nexushive.translator.parser.composition;

import io.nexushive.translator.schema.Join;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tells where a table could have been joined by more than one key. */
final class JoinChoices {
  private JoinChoices() {}

  static List<String> said(Schema schema, Set<Table> tables, List<Join> taken) {
    List<String> said = new ArrayList<>();
    for (Join join : taken) {
      Table parent = join.parent();
      for (Join other : schema.joins().of(parent)) {
        boolean open =
            other != join
                && other.parent() == parent
                && !taken.contains(other)
                && tables.contains(other.child());
        if (open) {
          String word = capital(parent.spoken());
          said.add(
              word
                  + " means that of the "
                  + join.child().spoken()
                  + " ("
                  + join.from().get(0)
                  + "), not that of the "
                  + other.child().spoken()
                  + " ("
                  + other.from().get(0)
                  + ").");
        }
      }
    }
    return said;
  }

  private static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
