package io.nexushive.translator.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearWordsTest {
  private final NearWords words =
      NearWords.of(Set.of("vehicle", "salary", "employee", "city", "weight", "largest", "id"));

  private List<String> to(String word) {
    return words.to(word).stream().map(NearWords.Near::word).toList();
  }

  @ParameterizedTest
  @CsvSource({"automobile, vehicle", "wage, salary", "coworker, employee", "mass, weight"})
  void findsWhatMeansTheSame(String said, String called) {
    assertEquals(List.of(called), to(said));
  }

  @ParameterizedTest
  @ValueSource(strings = {"banana", "religion", "melody"})
  void findsNothingForOtherThings(String said) {
    assertEquals(List.of(), to(said));
  }

  @ParameterizedTest
  @ValueSource(strings = {"the", "biggest", "total", "show", "km", "2024", "vehicle"})
  void leavesAloneWhatNamesNothingByItsMeaning(String said) {
    assertEquals(List.of(), to(said));
  }

  @Test
  void nothingIsReportedToTheMakersOfTheTokenizer() {
    words.to("automobile");
    assertEquals("true", System.getProperty("OPT_OUT_TRACKING"));
  }

  @Test
  void answersManyAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<List<String>>> asked =
          IntStream.range(0, 64)
              .<Callable<List<String>>>mapToObj(
                  i ->
                      () ->
                          NearWords.of(Set.of("vehicle", "city"))
                              .to("car" + "s".repeat(i % 2))
                              .stream()
                              .map(NearWords.Near::word)
                              .toList())
              .toList();
      for (Future<List<String>> answer : threads.invokeAll(asked)) {
        assertEquals(List.of("vehicle"), answer.get());
      }
    } finally {
      assertTrue(threads.shutdownNow().isEmpty());
    }
  }
}
