import type { Reason } from "../api/types";
import { lastAttempt, type Turn } from "./turn";

export type Tone = "good" | "wait" | "stop" | "fault" | "quiet";

/** How an end without an answer is told. */
export interface Ending {
  tone: Tone;
  title: string;
  text: string;
  /** What the reader can do now. */
  next: string | undefined;
  reasons: Reason[];
}

/** Tells how a question ended; absent for one that was answered or still runs. */
export function ending(turn: Turn): Ending | undefined {
  const { phase, error } = turn;
  const message = error?.message ?? "";
  const verdict = lastAttempt(turn)?.verdict;
  const reasons = verdict && verdict.decision !== "allow" ? verdict.reasons : [];
  const say = (tone: Tone, title: string, text: string, next?: string, why: Reason[] = []): Ending => ({
    tone,
    title,
    text,
    next,
    reasons: why,
  });

  if (phase.name === "rejected") return say("fault", "Not sent", phase.message, "Your question is kept. Try again.");
  if (phase.name === "lost") return say("fault", "Connection lost", phase.message);
  if (phase.name !== "ended") return undefined;

  switch (phase.outcome) {
    case "answered":
      // An end that calls itself answered without an answer must not look like one.
      return turn.answer || turn.result
        ? undefined
        : say("fault", "No answer came", "The request ended as answered, but no answer arrived.", "Ask again.");
    case "pending_review":
      return say(
        "wait",
        "Waits for a steward",
        "Policy lets this run once a steward, who is not you, has agreed. Nothing was read yet.",
        turn.watched ? "It goes on here by itself as soon as somebody has decided." : undefined,
        reasons.length > 0 ? reasons : (turn.review?.reasons ?? []),
      );
    case "pending_reply":
      return turn.clarification
        ? say("wait", "One thing to settle first", turn.clarification.question)
        : say("wait", "This is the plan", "Nothing was read yet. Is this what you mean?");
    case "denied":
      if (error?.code === "review_rejected") {
        return say("stop", "Rejected by a steward", message, "Ask in another way, or talk to who decided.");
      }
      return error?.code === "write_refused"
        ? say("stop", "Refused: data is never changed here", message, "Questions that read data are welcome.")
        : say(
            "stop",
            error?.code === "not_permitted" ? "Not permitted" : "Refused by policy",
            // The reasons say the same, more exactly.
            reasons.some((reason) => reason.message && message.includes(reason.message)) ? "" : message,
            reasons.length > 0 || error?.code !== "not_permitted"
              ? undefined
              : "Ask your steward which role may read this.",
            reasons,
          );
    case "unanswered":
      return error?.code === "write_refused"
          ? say("stop", "Refused: data is never changed here", message, "Questions that read data are welcome.")
          : say(
              "quiet",
              "This data cannot answer that",
              message || "Nothing in the data that you may see answers the question.",
              "Ask “What tables do you have?” to see what there is.",
            );
    case "timed_out":
      if (error?.code === "reply_expired") {
        return say("quiet", "No reply in time", message, "Ask again.");
      }
      if (error?.code === "review_expired") {
        return say("quiet", "Nobody decided in time", message, "Ask again, and tell a steward.");
      }
      return say(
        "fault",
        "Out of time",
        message || "The deadline passed before an answer was ready. No partial answer is shown.",
        "Ask for less at a time: a shorter period, fewer groups.",
      );
    case "cancelled":
      return say("quiet", "Cancelled", "You stopped this question. Nothing more is read for it.");
    case "failed":
      return say(
        "fault",
        failureTitle(error?.code),
        message || "Something failed on the way.",
        failureNext(error?.code),
        reasons,
      );
  }
}

function failureTitle(code: string | undefined): string {
  switch (code) {
    case "execution_failed":
      return "The warehouse could not run this";
    case "execution_timeout":
      return "The warehouse took too long";
    case "retries_exhausted":
    case "sql_rejected":
      return "No wording of the SQL passed";
    case "busy":
    case "model_unavailable":
    case "unavailable":
      return "Not available at the moment";
    default:
      return "This did not work";
  }
}

function failureNext(code: string | undefined): string | undefined {
  switch (code) {
    case "busy":
    case "model_unavailable":
    case "unavailable":
      return "Try again in a moment.";
    case "retries_exhausted":
    case "sql_rejected":
      return "Word the question another way: name the measure and the groups.";
    case "execution_timeout":
      return "Ask for a shorter period or fewer groups.";
    default:
      return "Try again; if it stays, give the request id to whoever runs this service.";
  }
}
