package io.nexushive.policy.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WatchdogTest {
  private final Watchdog watchdog = new Watchdog(50);

  @Test
  @Timeout(30)
  void stopsAParserThatTakesTooLong() throws ParseException {
    // Every level doubles the ways in which the parser looks ahead: this would take years.
    String text = "SELECT " + "f((".repeat(60) + "1" + "))".repeat(60);
    CCJSqlParser parser = new CCJSqlParser(text);
    parser.withAllowComplexParsing(true);

    watchdog.watch(parser);

    assertThatThrownBy(parser::Statements).isInstanceOf(ParseException.class);
    assertThat(parser.interrupted).isTrue();
  }

  @Test
  void leavesAParserAloneThatIsDone() throws ParseException {
    CCJSqlParser done = new CCJSqlParser("SELECT 1");
    CCJSqlParser late = new CCJSqlParser("SELECT 1");

    watchdog.watch(done);
    watchdog.done(done);
    watchdog.watch(late);

    await().atMost(Duration.ofSeconds(10)).until(() -> late.interrupted);
    assertThat(done.interrupted).isFalse();
  }
}
