package io.nexushive.policy.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private final Watchdog watchdog = new Watchdog(50);

  @Test
  void stopsAParserThatTakesTooLong() throws ParseException {
    CCJSqlParser parser = new CCJSqlParser("SELECT f(a > 1 AND b < 2) FROM t");

    watchdog.watch(parser);

    await().atMost(Duration.ofSeconds(10)).until(() -> parser.interrupted);
    assertThatThrownBy(parser::Statements).isInstanceOf(ParseException.class);
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
