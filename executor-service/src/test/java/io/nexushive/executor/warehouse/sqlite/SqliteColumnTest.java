package io.nexushive.executor.warehouse.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.ColumnType;
import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SqliteColumnTest {
  private static final SqliteTypes CENTS = SqliteTypes.of("DECIMAL(12,2)");

  private static BigDecimal read(double value) {
    return new SqliteColumn(CENTS).read(value).decimalValue();
  }

  @Test
  void everyNumberOfCentsHasTwoDigits() {
    new Random(1)
        .longs(20_000, -999_999_999_999L, 999_999_999_999L)
        .mapToObj(cents -> BigDecimal.valueOf(cents, 2))
        .forEach(cents -> assertThat(read(cents.doubleValue())).isEqualTo(cents));
    assertThat(read(-0.0)).isEqualTo(new BigDecimal("0.00"));
  }

  /** As SQLite writes such numbers, with 15 digits. */
  @Test
  void theNoiseOfBinaryFractionsIsNoPartOfANumberOfCents() {
    new Random(3)
        .ints(20_000, -100_000_000, 100_000_000)
        .forEach(cents -> assertThat(read(cents * 0.01)).isEqualTo(BigDecimal.valueOf(cents, 2)));
    assertThat(read(0.1 + 0.2)).isEqualTo(new BigDecimal("0.30"));
  }

  @Test
  void whatIsNoNumberOfCentsKeepsTheDigitsThatJavaFinds() {
    DoubleStream.concat(
            DoubleStream.of(12.345, 1e-7, 1e20, 1e15, 99999999999999.99, 1 / 3.0),
            new Random(2).doubles(20_000, -1e6, 1e6))
        .forEach(value -> assertThat(read(value)).isEqualByComparingTo(BigDecimal.valueOf(value)));
  }

  @Test
  void onlyDaysThatThereAreAreDates() {
    for (String day : new String[] {"2024-02-29", "0000-01-01", "9999-12-31", "1900-01-31"}) {
      assertThat(typeOf(day)).as(day).isEqualTo(ColumnType.DATE);
    }
    for (String text :
        new String[] {
          "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-01-00", "2024-01-32",
          "2024-1-001", "2024/01/01", "-024-01-01", "2024-01-0x", "20240-1-01", "٢٠٢٤-01-01"
        }) {
      assertThat(typeOf(text)).as(text).isEqualTo(ColumnType.STRING);
    }
  }

  private static ColumnType typeOf(String value) {
    SqliteColumn column = new SqliteColumn(SqliteTypes.of("DATE"));
    column.read(value);
    return column.type();
  }
}
