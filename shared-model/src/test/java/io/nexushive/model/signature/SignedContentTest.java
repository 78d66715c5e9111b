package io.nexushive.model.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SignedContentTest {
  /** Values made to be mistaken for lengths, names, absences and line ends. */
  private static final List<String> AWKWARD =
      Arrays.asList(
          null, "", "-", "\n", "0", "1", "1\n", "a", "a\n1\nb", "\n-\n", "é", "b\n0\n", "2\na");

  @Test
  void differentFieldsNeverGiveTheSameBytes() {
    Map<ByteBuffer, String> seen = new HashMap<>();
    for (String first : AWKWARD) {
      distinct(seen, "one " + first, c -> c.text("a", first));
      for (String second : AWKWARD) {
        distinct(seen, "two " + first + "|" + second, c -> c.text("a", first).text("b", second));
        if (first != null && second != null) {
          distinct(seen, "list " + first + "|" + second, c -> c.list("a", List.of(first, second)));
        }
      }
    }
  }

  @Test
  void whereAListEndsIsPartOfIt() {
    assertThat(content(c -> c.list("a", List.of("x", "y")).list("b", List.of())))
        .isNotEqualTo(content(c -> c.list("a", List.of("x")).list("b", List.of("y"))));
    assertThat(content(c -> c.list("a", List.of())))
        .isNotEqualTo(content(c -> c.list("a", List.of(""))));
  }

  @Test
  void theSameFieldsGiveTheSameBytes() {
    assertThat(content(c -> c.text("a", "x").field("n", 7)))
        .isEqualTo(content(c -> c.text("a", "x").field("n", 7)));
  }

  @Test
  void theNameOfAFieldIsPartOfIt() {
    assertThat(content(c -> c.text("subject", "x")))
        .isNotEqualTo(content(c -> c.text("other", "x")));
  }

  @Test
  void thePurposeIsPartOfIt() {
    List<ByteBuffer> all = new ArrayList<>();
    for (Purpose purpose : Purpose.values()) {
      all.add(ByteBuffer.wrap(SignedContent.of(purpose).text("a", "x").bytes()));
    }
    assertThat(all).doesNotHaveDuplicates();
  }

  @Test
  void timesCountToTheMillisecond() {
    Instant time = Instant.parse("2026-03-01T09:30:00.125Z");
    assertThat(content(c -> c.time("t", time)))
        .isEqualTo(content(c -> c.time("t", time.plusNanos(999_999))));
    assertThat(content(c -> c.time("t", time)))
        .isNotEqualTo(content(c -> c.time("t", time.plusMillis(1))));
    assertThat(content(c -> c.time("t", null))).isNotEqualTo(content(c -> c.time("t", time)));
  }

  @Test
  void sha256IsThatOfTheStandard() {
    assertThat(SignedContent.sha256("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  private static void distinct(
      Map<ByteBuffer, String> seen, String what, Consumer<SignedContent> fields) {
    assertThat(seen.put(content(fields), what)).as(what).isNull();
  }

  private static ByteBuffer content(Consumer<SignedContent> fields) {
    SignedContent content = SignedContent.of(Purpose.GRANT);
    fields.accept(content);
    return ByteBuffer.wrap(content.bytes());
  }
}
