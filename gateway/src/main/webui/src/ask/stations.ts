import { type Stage, STAGES } from "../api/types";
import { lastAttempt, type Turn } from "./turn";

/**
 * `stopped`: this stage refused the request, as policy does; `halted`: it ended here without fault;
 * `failed`: the stage could not do its work; `skipped`: the request ended before it.
 */
export type StationState = "idle" | "active" | "done" | "waiting" | "stopped" | "halted" | "failed" | "skipped";

export interface Station {
  stage: Stage;
  state: StationState;
  /** Time spent here, hand-over included, so that all stations together are the whole. */
  ms: number | undefined;
  /** How often the request came here. */
  visits: number;
}

export function stations(turn: Turn): Station[] {
  const visits = visitsOf(turn);
  const reached = new Map<Stage, { ms: number; visits: number }>();
  for (const visit of visits) {
    const sum = reached.get(visit.stage) ?? { ms: 0, visits: 0 };
    reached.set(visit.stage, { ms: sum.ms + visit.ms, visits: sum.visits + 1 });
  }
  const current = visits[visits.length - 1]?.stage;
  return STAGES.map((stage) => {
    const sum = reached.get(stage);
    return {
      stage,
      state: stateOf(turn, stage, sum !== undefined, current),
      ms: sum?.ms,
      visits: sum?.visits ?? 0,
    };
  });
}

interface Visit {
  stage: Stage;
  ms: number;
}

function visitsOf(turn: Turn): Visit[] {
  const visits: Visit[] = [];
  let until = turn.steps[0] ? turn.steps[0].at - (turn.steps[0].durationMs ?? 0) : 0;
  for (const step of turn.steps) {
    const stage = STAGES.find((name) => name === step.agent);
    const ms = Math.max(0, step.at - until);
    until = Math.max(until, step.at);
    if (!stage) continue; // the gateway's own lines count for whoever comes next
    const last = visits[visits.length - 1];
    if (last?.stage === stage) last.ms += ms;
    else visits.push({ stage, ms });
  }
  return visits;
}

function stateOf(turn: Turn, stage: Stage, reached: boolean, current: Stage | undefined): StationState {
  if (turn.phase.name === "ended") {
    if (!reached) return "skipped";
    if (stage !== current || turn.phase.outcome === "answered") return "done";
    switch (turn.phase.outcome) {
      case "pending_review":
      case "pending_reply":
        return "waiting";
      case "failed":
      case "timed_out":
        return "failed";
      case "denied":
        return "stopped";
      case "unanswered":
      case "cancelled":
        return "halted";
    }
  }
  if (turn.phase.name === "rejected") return "idle";
  if (stage === current) return handedOver(turn, stage) ? "done" : "active";
  if (reached) return "done";
  return stage === waitingFor(turn, current) ? "active" : "idle";
}

/** What a stage hands on is known from its payload, often before the next stage says a word. */
function handedOver(turn: Turn, stage: Stage): boolean {
  const attempt = lastAttempt(turn);
  switch (stage) {
    case "translator":
      return attempt !== undefined && attempt.verdict === undefined;
    case "policy":
      return attempt?.verdict?.decision === "allow";
    case "executor":
      return turn.result !== undefined;
    case "visualizer":
      return false;
  }
}

function waitingFor(turn: Turn, current: Stage | undefined): Stage | undefined {
  if (current === undefined) return "translator";
  return handedOver(turn, current) ? STAGES[STAGES.indexOf(current) + 1] : undefined;
}
