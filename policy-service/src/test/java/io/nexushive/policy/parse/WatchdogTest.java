package io.nexushive.policy.parse;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.text.Limits;
import io.nexushive.policy.text.SqlRefused;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private final Watchdog watchdog = new Watchdog(50);

  @Test
  void stopsAParserThatTakesTooLong() throws ParseException {
    CCJSqlParser parser = new CCJSqlParser("SELECT f(a > 1 AND b < 2) FROM t");

    watchdog.watch(parser);

    work(parser);
    assertThatThrownBy(parser::Statements).isInstanceOf(ParseException.class);
  }

  @Test
  void leavesAParserAloneThatIsDone() throws ParseException {
    CCJSqlParser done = new CCJSqlParser("SELECT 1");
    CCJSqlParser late = new CCJSqlParser("SELECT 1");

    watchdog.watch(done);
    watchdog.done(done);
    watchdog.watch(late);

    work(late);
    assertThat(done.interrupted).isFalse();
  }

  @Test
  void leavesAParserAloneThatGetsNoProcessor() throws ParseException {
    CCJSqlParser waiting = new CCJSqlParser("SELECT 1");
    CCJSqlParser working = new CCJSqlParser("SELECT 1");

    Thread idle = new Thread(() -> standStill(waiting));
    idle.start();
    await().until(() -> idle.getState() == Thread.State.TIMED_WAITING);
    watchdog.watch(working);

    work(working);
    assertThat(waiting.interrupted).isFalse();
    idle.interrupt();
  }

  @Test
  void whatTakesTooLongIsRefusedAsThat() {
    String sql =
        "SELECT "
            + IntStream.range(0, 900).mapToObj(i -> "a" + i + " + 1").collect(joining(", "))
            + " FROM t";

    assertThatThrownBy(
            () -> new SqlReader(Limits.STANDARD, new Watchdog(0)).read(sql, Dialect.SQLITE))
        .isInstanceOfSatisfying(
            SqlRefused.class, refused -> assertThat(refused.rule()).isEqualTo("too-large"));
    new SqlReader(Limits.STANDARD).read(sql, Dialect.SQLITE);
  }

  private void standStill(CCJSqlParser parser) {
    watchdog.watch(parser);
    try {
      TimeUnit.MINUTES.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Uses the processor until the parser is stopped. */
  private static void work(CCJSqlParser parser) {
    Instant late = Instant.now().plusSeconds(30);
    while (!parser.interrupted) {
      assertThat(Instant.now()).isBefore(late);
    }
  }
}
