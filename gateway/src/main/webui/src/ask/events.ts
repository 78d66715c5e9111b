import {
  readAnswer,
  readCandidate,
  readChart,
  readClarification,
  readOutcome,
  readPlan,
  readResult,
  readReview,
  readStep,
  readVerdict,
} from "../api/payloads";
import { type ExactJson, parseExact } from "../exact/json";
import { fields, string } from "../exact/read";
import type { SseEvent } from "../stream/sse";
import type { TurnEvent } from "./turn";

/** Turns a server-sent event into what it means for a question; absent when it means nothing here. */
export function turnEvent(event: SseEvent, now: number): TurnEvent | undefined {
  let data: ExactJson;
  try {
    data = parseExact(event.data);
  } catch {
    // The end must be seen whatever it carries; anything else that cannot be read is left out.
    return event.event === "done" ? { type: "done", outcome: "failed", now } : undefined;
  }
  switch (event.event) {
    case "trace":
      return present(readStep(data), (step) => ({ type: "step", step }));
    case "token":
      return present(string(fields(data)?.text), (text) => ({ type: "token", text }));
    case "plan":
      return present(readPlan(data), (plan) => ({ type: "plan", plan }));
    case "clarification":
      return present(readClarification(data), (clarification) => ({ type: "clarification", clarification }));
    case "sql":
      return present(readCandidate(data), (candidate) => ({ type: "sql", candidate }));
    case "verdict":
      return present(readVerdict(data), (verdict) => ({ type: "verdict", verdict }));
    case "review_required":
      return { type: "review", review: readReview(data) };
    case "result":
      return present(readResult(data), (result) => ({ type: "result", result }));
    case "chart":
      return present(readChart(data), (chart) => ({ type: "chart", chart }));
    case "answer":
      return present(readAnswer(data), (answer) => ({ type: "answer", answer }));
    case "error":
      return {
        type: "error",
        code: string(fields(data)?.code) ?? "internal",
        message: string(fields(data)?.message) ?? "",
      };
    case "done":
      return { type: "done", outcome: readOutcome(data), now };
    default:
      return undefined;
  }
}

function present<T>(value: T | undefined, make: (value: T) => TurnEvent): TurnEvent | undefined {
  return value === undefined ? undefined : make(value);
}
