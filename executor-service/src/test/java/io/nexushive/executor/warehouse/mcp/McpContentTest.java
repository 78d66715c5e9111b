package io.nexushive.executor.warehouse.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class McpContentTest {
  private static InputStream stream(String... lines) {
    return new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void findsTheAnswerAmongOtherEvents() throws IOException {
    InputStream body =
        stream(
            ": keep-alive",
            "",
            "event: message",
            "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"}",
            "",
            "data: {\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}",
            "",
            "id: 7",
            "data: {\"jsonrpc\":\"2.0\",\"id\":2,",
            "data: \"result\":{\"tools\":[]}}",
            "",
            "data: not read any more");

    assertThat(McpContent.answer(body, 2).at("/result/tools").isArray()).isTrue();
  }

  @Test
  void aStreamWithoutTheAnswerIsAnError() {
    InputStream body = stream("data: {\"id\":1,\"result\":{}}", "");

    assertThatThrownBy(() -> McpContent.answer(body, 2))
        .isInstanceOf(WarehouseException.class)
        .extracting(e -> ((WarehouseException) e).problem())
        .isEqualTo(Problem.BAD_DATA);
  }
}
