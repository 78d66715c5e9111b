package io.nexushive.policy.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.model.envelope.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LexerTest {
  @Test
  void aBackslashEscapesWhereTheDialectSaysSo() {
    String sql = "SELECT 'a\\' , b '";
    assertThat(raw(Dialect.MYSQL, sql)).containsExactly("SELECT", "'a\\' , b '");
    assertThatThrownBy(() -> raw(Dialect.POSTGRES, sql)).isInstanceOf(SqlRefused.class);
  }

  @Test
  void commentsNestWhereTheDialectSaysSo() {
    String sql = "a /* /* */ b */ c";
    assertThat(raw(Dialect.POSTGRES, sql)).containsExactly("a", "c");
    assertThat(raw(Dialect.SNOWFLAKE, sql)).containsExactly("a", "b", "*", "/", "c");
    assertThatThrownBy(() -> raw(Dialect.DATABRICKS, sql)).isInstanceOf(SqlRefused.class);
  }

  @Test
  void twoDashesNeedASpaceInMySql() {
    assertThatThrownBy(() -> raw(Dialect.MYSQL, "SELECT 1--(2)")).isInstanceOf(SqlRefused.class);
    assertThat(raw(Dialect.MYSQL, "SELECT 1 -- (2)")).containsExactly("SELECT", "1");
    assertThat(raw(Dialect.SQLITE, "SELECT 1--(2)")).containsExactly("SELECT", "1");
  }

  @Test
  void twoSlashesAreAComment() {
    assertThat(raw(Dialect.SNOWFLAKE, "SELECT 1 // 2\n, 3"))
        .containsExactly("SELECT", "1", ",", "3");
    assertThatThrownBy(() -> raw(Dialect.DUCKDB, "SELECT 1 // 2")).isInstanceOf(SqlRefused.class);
  }

  @Test
  void dollarsQuoteAString() {
    assertThat(raw(Dialect.POSTGRES, "$a$ ; $$ ' $a$")).containsExactly("$a$ ; $$ ' $a$");
    assertThatThrownBy(() -> raw(Dialect.POSTGRES, "$1")).isInstanceOf(SqlRefused.class);
    assertThatThrownBy(() -> raw(Dialect.MYSQL, "$$a$$")).isInstanceOf(SqlRefused.class);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatIsNotPlainIsRefused(Dialect dialect) {
    for (String sql :
        List.of(
            "'open",
            "\"open",
            "/* open",
            "a\u0000b",
            "a\u200Bb",
            "a\u00A0b",
            "a \u202E b",
            "'\u202E'",
            "/*! x */",
            "@x",
            "?",
            ":x",
            "0x1F",
            "1a",
            "N'x'",
            "B'1'",
            "'a' 'b'")) {
      assertThatThrownBy(() -> raw(dialect, sql)).as(sql).isInstanceOf(SqlRefused.class);
    }
  }

  @Test
  void knowsWhereATokenStands() {
    List<Token> tokens = Lexer.read("a /* b */\n c", Dialect.POSTGRES, Limits.STANDARD);
    assertThat(tokens).extracting(Token::position).containsExactly(0, 11);
  }

  @Test
  void sizeIsBoundedFirst() {
    Limits small = new Limits(10, 3, 2);
    assertThatThrownBy(() -> Lexer.read("12345678901", Dialect.POSTGRES, small))
        .isInstanceOf(SqlRefused.class);
    assertThatThrownBy(() -> Lexer.read("a b c d", Dialect.POSTGRES, small))
        .isInstanceOf(SqlRefused.class);
    assertThatThrownBy(() -> Lexer.read("(((", Dialect.POSTGRES, small))
        .isInstanceOf(SqlRefused.class);
  }

  private static List<String> raw(Dialect dialect, String sql) {
    return Lexer.read(sql, dialect, Limits.STANDARD).stream().map(Token::raw).toList();
  }
}
