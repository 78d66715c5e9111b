package io.nexushive.translator.verified;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.VerifiedQuery;
import io.nexushive.model.envelope.VerifiedQuery.Kind;
import io.nexushive.model.event.KnowledgeChanged.Literal;
import io.nexushive.translator.sql.SqlPrinter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A literal of a verified query, and what else could stand in its place.
 *
 * @param quoted whether it is written in quotes
 * @param approved its value without quotes
 * @param values those of its column; {@code null} where it is no text
 */
record Slot(Literal place, SlotKind kind, boolean quoted, String approved, ColumnValues values) {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,9})?");
  private static final int MOST_ROWS = 1_000;
  private static final int LONGEST = 200;

  /**
   * The value as it would stand here.
   *
   * @param explicit whether its author named it as a value: in quotes, or as a parameter
   * @return absent where it does not fit
   */
  Optional<String> fitting(String said, boolean explicit) {
    return switch (kind.kind()) {
      case DATE -> date(said);
      case NUMBER -> number(said);
      case TEXT ->
          values.find(said).or(() -> explicit ? Optional.of(said) : Optional.<String>empty());
    };
  }

  /** What fits, for a person. */
  String form() {
    return switch (kind.kind()) {
      case DATE -> "a date such as 2024-01-31";
      case NUMBER ->
          isRows() ? "a whole number from 1 to " + MOST_ROWS : "a number such as " + approved;
      case TEXT -> "a value such as " + String.join(", ", values.examples());
    };
  }

  String column() {
    return isRows() ? null : place.table() + "." + place.column();
  }

  String name() {
    return isRows() ? "rows" : place.column();
  }

  VerifiedQuery.Parameter parameter(String name, String value) {
    return new VerifiedQuery.Parameter(name, kind.kind(), column(), value, approved);
  }

  /**
   * The value as a literal.
   *
   * @return absent where installations of the dialect would not all read it alike
   */
  Optional<String> literal(String value, Dialect dialect) {
    if (kind.kind() == Kind.NUMBER && !quoted) {
      return Optional.of(value);
    }
    boolean unclear =
        value.length() > LONGEST
            || value.chars().anyMatch(Character::isISOControl)
            || dialect == Dialect.MYSQL && value.indexOf('\\') >= 0;
    return unclear ? Optional.empty() : Optional.of(new SqlPrinter(dialect).text(value));
  }

  private boolean isRows() {
    return place.column() == null;
  }

  private static Optional<String> date(String said) {
    try {
      return Optional.of(LocalDate.parse(said).toString());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private Optional<String> number(String said) {
    String plain = said.replace(",", "");
    if (!NUMBER.matcher(plain).matches()) {
      return Optional.empty();
    }
    if (quoted) {
      // A year, a month: what is made of the column always has as many digits.
      return plain.length() == approved.length() && plain.indexOf('.') < 0
          ? Optional.of(plain)
          : Optional.empty();
    }
    BigDecimal number = new BigDecimal(plain);
    boolean whole = number.stripTrailingZeros().scale() <= 0;
    if (!whole && (isRows() || new BigDecimal(approved).stripTrailingZeros().scale() <= 0)) {
      return Optional.empty();
    }
    boolean tooMany =
        isRows() && (number.signum() == 0 || number.compareTo(BigDecimal.valueOf(MOST_ROWS)) > 0);
    return tooMany ? Optional.empty() : Optional.of(number.toPlainString());
  }
}
