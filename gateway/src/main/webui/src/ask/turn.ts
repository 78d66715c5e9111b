import type {
  Answer,
  Candidate,
  Chart,
  Clarification,
  Outcome,
  Plan,
  QueryResult,
  Review,
  Step,
  Verdict,
} from "../api/types";
import type { Connection } from "../stream/follow";

/** A piece of SQL that was proposed, and what policy said of it. */
export interface Attempt {
  candidate: Candidate;
  verdict: Verdict | undefined;
}

/** How far a question is. Only `ended` carries an outcome. */
export type Phase =
  | { name: "sending" }
  | { name: "running"; connection: Connection }
  | { name: "ended"; outcome: Outcome }
  /** It never reached the server, which said why, if it could. */
  | { name: "rejected"; message: string }
  /** It runs, but this page cannot follow it any more. */
  | { name: "lost"; message: string };

/** One question and all that is known of its way to an answer. */
export interface Turn {
  key: string;
  question: string;
  askedAt: number;
  /** How long it took as seen from here; absent while it runs. */
  tookMs: number | undefined;
  requestId: string | undefined;
  streamUrl: string | undefined;
  lastEventId: string;
  phase: Phase;
  cancelling: boolean;
  /** Whether its stream is held open for a steward's decision. */
  watched: boolean;
  steps: Step[];
  /** What a language model has written so far. */
  tokens: string;
  plan: Plan | undefined;
  clarification: Clarification | undefined;
  attempts: Attempt[];
  review: Review | undefined;
  result: QueryResult | undefined;
  chart: Chart | undefined;
  answer: Answer | undefined;
  error: { code: string; message: string } | undefined;
}

export type TurnEvent =
  | { type: "accepted"; requestId: string; streamUrl: string }
  | { type: "rejected"; message: string }
  /** It is followed again, whatever was known of its end. */
  | { type: "resumed" }
  | { type: "connection"; state: Connection }
  | { type: "lost"; message: string }
  | { type: "cancelling"; on: boolean }
  | { type: "watched"; on: boolean }
  | { type: "seen"; id: string }
  | { type: "step"; step: Step }
  | { type: "token"; text: string }
  | { type: "plan"; plan: Plan }
  | { type: "clarification"; clarification: Clarification }
  /** The question back was answered. */
  | { type: "replied" }
  | { type: "sql"; candidate: Candidate }
  | { type: "verdict"; verdict: Verdict }
  | { type: "review"; review: Review }
  | { type: "result"; result: QueryResult }
  | { type: "chart"; chart: Chart }
  | { type: "answer"; answer: Answer }
  | { type: "error"; code: string; message: string }
  | { type: "done"; outcome: Outcome; now: number };

export function newTurn(key: string, question: string, now: number): Turn {
  return {
    key,
    question,
    askedAt: now,
    tookMs: undefined,
    requestId: undefined,
    streamUrl: undefined,
    lastEventId: "",
    phase: { name: "sending" },
    cancelling: false,
    watched: false,
    steps: [],
    tokens: "",
    plan: undefined,
    clarification: undefined,
    attempts: [],
    review: undefined,
    result: undefined,
    chart: undefined,
    answer: undefined,
    error: undefined,
  };
}

/** Whether it stands still until the asker has replied. */
export function isAskedBack(turn: Turn): boolean {
  return turn.phase.name === "ended" && turn.phase.outcome === "pending_reply";
}

/** Whether it stands still until a steward has decided. */
export function isWaiting(turn: Turn): boolean {
  return turn.phase.name === "ended" && turn.phase.outcome === "pending_review";
}

/** What says nothing of the way to an answer. */
const ASIDE: readonly TurnEvent["type"][] = ["connection", "lost", "cancelling", "watched", "seen", "done"];

/** The turn after an event. It is never changed in place. */
export function reduce(turn: Turn, event: TurnEvent): Turn {
  // A wait is over with the first thing that is said after it.
  const goesOn = (isWaiting(turn) || isAskedBack(turn)) && !ASIDE.includes(event.type);
  return step(goesOn ? { ...turn, phase: { name: "running", connection: "open" }, tookMs: undefined } : turn, event);
}

function step(turn: Turn, event: TurnEvent): Turn {
  switch (event.type) {
    case "accepted":
      return {
        ...turn,
        requestId: event.requestId,
        streamUrl: event.streamUrl,
        phase: { name: "running", connection: "open" },
      };
    case "rejected":
      return { ...turn, phase: { name: "rejected", message: event.message } };
    case "resumed":
      return { ...turn, phase: { name: "running", connection: "reconnecting" }, tookMs: undefined, error: undefined };
    case "connection":
      if (turn.phase.name === "ended") return turn;
      return { ...turn, phase: { name: "running", connection: event.state } };
    case "lost":
      return turn.phase.name === "ended" ? turn : { ...turn, phase: { name: "lost", message: event.message } };
    case "cancelling":
      return { ...turn, cancelling: event.on };
    case "watched":
      return { ...turn, watched: event.on };
    case "seen":
      return { ...turn, lastEventId: event.id };
    case "step":
      return {
        ...turn,
        steps: [...turn.steps, event.step],
        // A model that starts anew, fails or has finished: what stands there is not being written any more.
        tokens: event.step.agent === "translator" && event.step.stage === "generation" ? "" : turn.tokens,
      };
    case "token":
      return { ...turn, tokens: turn.tokens + event.text };
    case "plan":
      return { ...turn, plan: event.plan };
    case "clarification":
      return { ...turn, clarification: event.clarification };
    case "replied":
      return { ...turn, clarification: undefined };
    case "sql":
      // What was said of an earlier candidate does not hold for this one.
      return {
        ...turn,
        tokens: "",
        attempts: [
          // The same attempt may be told again after a reconnect.
          ...turn.attempts.filter((one) => one.candidate.attempt < event.candidate.attempt),
          { candidate: event.candidate, verdict: undefined },
        ],
        result: undefined,
        chart: undefined,
      };
    case "verdict":
      return { ...turn, attempts: withVerdict(turn.attempts, event.verdict) };
    case "review":
      return { ...turn, review: event.review };
    case "result":
      return { ...turn, result: event.result };
    case "chart":
      return { ...turn, chart: event.chart };
    case "answer":
      return { ...turn, answer: event.answer, chart: turn.chart ?? event.answer.chart };
    case "error":
      return { ...turn, error: { code: event.code, message: event.message } };
    case "done":
      return {
        ...turn,
        phase: { name: "ended", outcome: event.outcome },
        cancelling: false,
        tookMs: event.now - turn.askedAt,
      };
  }
}

function withVerdict(attempts: Attempt[], verdict: Verdict): Attempt[] {
  const last = attempts[attempts.length - 1];
  return last ? [...attempts.slice(0, -1), { ...last, verdict }] : attempts;
}

export function lastAttempt(turn: Turn): Attempt | undefined {
  return turn.attempts[turn.attempts.length - 1];
}

export function isRunning(turn: Turn): boolean {
  return turn.phase.name === "sending" || turn.phase.name === "running";
}
