package io.nexushive.translator.clarification;

import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells words that the data use themselves, and which therefore leave nothing open. */
final class Known {
  private Known() {}

  /** Whether {@code word} is part of a name, a synonym or a value. */
  static boolean uses(Schema schema, String word) {
    Pattern whole =
        Pattern.compile("(?<![a-z])" + Pattern.quote(word.toLowerCase(Locale.ROOT)) + "(?![a-z])");
    return texts(schema).anyMatch(text -> whole.matcher(text.toLowerCase(Locale.ROOT)).find());
  }

  private static Stream<String> texts(Schema schema) {
    Stream<String> data =
        schema.tables().stream()
            .flatMap(
                table ->
                    Stream.concat(
                        Stream.concat(Stream.of(table.name()), table.synonyms().stream()),
                        table.columns().stream().flatMap(Known::texts)));
    Stream<String> metrics =
        schema.model().metrics().stream()
            .flatMap(m -> Stream.concat(Stream.of(m.name()), m.synonyms().stream()));
    return Stream.concat(data, metrics);
  }

  private static Stream<String> texts(Column column) {
    List<String> values = column.source().values();
    return Stream.concat(Stream.of(column.name()), values == null ? Stream.of() : values.stream());
  }

  /** Whether some table has a column that says when. */
  static boolean hasTime(Schema schema) {
    return schema.tables().stream().map(Table::timeColumn).anyMatch(java.util.Optional::isPresent);
  }
}
