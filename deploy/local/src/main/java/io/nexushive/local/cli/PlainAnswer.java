package io.nexushive.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.local.client.SseEvent;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The way to an answer, for people. */
final class PlainAnswer extends AskOutput {
  private static final int ROWS_SHOWN = 40;

  private final PrintStream out;
  private JsonNode plan;

  PlainAnswer(PrintStream out) {
    this.out = out;
  }

  @Override
  void print(SseEvent event, JsonNode data) {
    switch (event.name()) {
      case "trace" -> trace(data);
      case "plan" -> plan = data;
      case "clarification" -> clarification(data);
      case "done" -> done(data);
      case "sql" -> sql(data);
      case "verdict" -> verdict(data);
      case "review_required" -> review(data);
      case "result" -> result(data);
      case "answer" -> answer(data);
      case "error" -> paragraph(data.path("message").asText());
      default -> {
        // Charts and tokens are for the page.
      }
    }
    out.flush();
  }

  private void trace(JsonNode data) {
    String took =
        data.hasNonNull("duration_ms") ? " (" + data.get("duration_ms").asText() + " ms)" : "";
    out.println(
        "  %-10s  %s%s".formatted(data.path("agent").asText(), data.path("detail").asText(), took));
  }

  private void clarification(JsonNode data) {
    paragraph(data.path("question").asText());
    int number = 1;
    for (JsonNode choice : data.path("choices")) {
      out.println("  " + number++ + "  " + choice.asText());
    }
  }

  /** Most ends show in the exit code; a plan that waits has to be read first. */
  private void done(JsonNode data) {
    if (data.path("outcome").asText().equals("pending_reply") && open().plan()) {
      paragraph("This is the plan:");
      plan.path("steps").forEach(step -> out.println("  - " + step.asText()));
      plan.path("assumptions").forEach(taken -> out.println("  note: " + taken.asText()));
    }
  }

  private void review(JsonNode data) {
    String until =
        data.hasNonNull("expires_at") ? ", until " + data.get("expires_at").asText() : "";
    paragraph("Waits for a steward's decision" + until + ".");
  }

  private void sql(JsonNode data) {
    paragraph(data.path("sql").asText());
  }

  private void verdict(JsonNode data) {
    out.println();
    out.println("Policy: " + data.path("decision").asText());
    data.path("reasons")
        .forEach(
            reason ->
                out.println(
                    "  %s: %s"
                        .formatted(reason.path("rule").asText(), reason.path("message").asText())));
  }

  private void result(JsonNode data) {
    List<String> header = new ArrayList<>();
    data.path("columns").forEach(column -> header.add(column.path("name").asText()));
    if (header.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode row : data.path("rows")) {
      List<String> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(cell.isNull() ? "" : cell.asText()));
      rows.add(cells);
    }
    out.println();
    out.print(TextTable.of(header, rows.subList(0, Math.min(rows.size(), ROWS_SHOWN))));
    int all = data.path("row_count").asInt(rows.size());
    if (all > ROWS_SHOWN || data.path("truncated").asBoolean()) {
      out.println(
          "%d rows%s, %d shown"
              .formatted(
                  all,
                  data.path("truncated").asBoolean() ? " and more in the warehouse" : "",
                  Math.min(rows.size(), ROWS_SHOWN)));
    }
  }

  private void answer(JsonNode data) {
    paragraph(data.path("text").asText());
    data.path("notes").forEach(note -> out.println("  note: " + note.asText()));
  }

  private void paragraph(String text) {
    out.println();
    out.println(text);
  }
}
