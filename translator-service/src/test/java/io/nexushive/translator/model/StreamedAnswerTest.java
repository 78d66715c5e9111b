package io.nexushive.translator.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamedAnswerTest {
  @Test
  void showsTheWordsAndTheSqlWithoutTheJsonAroundThem() {
    assertThat(read(1, ModelDoubles.GOOD))
        .isEqualTo("SELECT region_name FROM regions\nNames of regions.");
    assertThat(read(1000, ModelDoubles.GOOD)).isEqualTo(read(1, ModelDoubles.GOOD));
  }

  @Test
  void showsWhatIsEscapedAsItIsMeant() {
    assertThat(read(1, "{\"sql\": \"SELECT \\\"a\\\"\\n\\u00e9\"}"))
        .isEqualTo("SELECT \"a\"\n\u00e9");
  }

  @Test
  void showsNothingOfProseListsAndOtherFields() {
    assertThat(
            read(
                3,
                "Sure! Here: ```json {\"intent\":\"data\",\"assumptions\":[\"sql\",\"x\"],\"confidence\":0.5}```"))
        .isEmpty();
  }

  private static String read(int size, String text) {
    StreamedAnswer answer = new StreamedAnswer();
    StringBuilder all = new StringBuilder();
    for (int at = 0; at < text.length(); at += size) {
      all.append(answer.add(text.substring(at, Math.min(text.length(), at + size))));
    }
    return all.toString();
  }
}
