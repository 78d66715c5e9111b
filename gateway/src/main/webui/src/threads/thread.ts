import {
  readAnswer,
  readCandidate,
  readClarification,
  readOutcome,
  readPlan,
  readResult,
  readVerdict,
} from "../api/payloads";
import { streamOf } from "../api/gateway";
import { newTurn, reduce, type Turn } from "../ask/turn";
import type { ExactJson } from "../exact/json";
import { boolean, fields, list, number, string } from "../exact/read";
import { count, time } from "../ui/words";

/** A conversation that the server keeps. */
export interface Thread {
  id: string;
  /** Absent before the first question. */
  title: string | undefined;
  model: string;
  connectionId: string | undefined;
}

export interface Page<T> {
  items: T[];
  /** Where the next page begins; absent on the last. */
  next: string | undefined;
}

export function readThread(json: ExactJson): Thread | undefined {
  const data = fields(json);
  const id = string(data?.thread_id);
  if (!id) return undefined;
  return {
    id,
    title: string(data?.title),
    model: string(data?.model) ?? "auto",
    connectionId: string(data?.connection_id),
  };
}

export function readThreads(json: ExactJson): Page<Thread> {
  const data = fields(json);
  return {
    items: list(data?.threads).flatMap((item) => readThread(item) ?? []),
    next: string(data?.next_cursor),
  };
}

/** Questions that were asked before, oldest first. */
export function readMessages(json: ExactJson): Page<Turn> {
  const data = fields(json);
  return {
    items: list(data?.messages).flatMap((item) => readTurn(item) ?? []).reverse(),
    next: string(data?.next_cursor),
  };
}

/** What can still change is followed from its beginning; what has ended is all there. */
const OPEN = ["asked", "replied", "translated", "reviewed", "approved", "retrying", "pending_review", "pending_reply"];

function readTurn(json: ExactJson): Turn | undefined {
  const data = fields(json);
  const id = string(data?.request_id);
  const state = fields(data?.state);
  const question = string(fields(state?.request)?.question);
  if (!data || !id || !state || question === undefined) return undefined;
  const asked = Date.parse(string(data.asked_at) ?? "");
  let turn = reduce(newTurn(id, question, asked), { type: "accepted", requestId: id, streamUrl: streamOf(id) });
  const status = string(data.status) ?? "";
  if (OPEN.includes(status)) return turn;
  const candidate = state.candidate ? readCandidate(state.candidate) : undefined;
  turn = {
    ...turn,
    plan: state.plan ? readPlan(state.plan) : undefined,
    clarification: state.clarification ? readClarification(state.clarification) : undefined,
    attempts: candidate ? [{ candidate, verdict: state.verdict ? readVerdict(state.verdict) : undefined }] : [],
    result: state.result ? readResult(state.result) : undefined,
    answer: state.answer ? readAnswer(state.answer) : undefined,
  };
  turn = { ...turn, chart: turn.answer?.chart };
  const outcome = readOutcome({ outcome: status });
  const failure = fields(list(state.failures).at(-1));
  if (failure && outcome !== "answered") {
    turn = reduce(turn, {
      type: "error",
      code: string(failure.code) ?? "internal",
      message: string(failure.message) ?? "",
    });
  }
  return reduce(turn, { type: "done", outcome, now: Date.parse(string(data.ended_at) ?? "") || asked });
}

/** What a question can be translated with. */
export interface Models {
  choices: { name: string; available: boolean; reason: string | undefined }[];
  /** Whether any language model is there. */
  languageModel: boolean;
  /** What may be used of them today; absent where there is no limit. */
  budget: Budget | undefined;
}

/** Tokens of the day, which ends at `until`. */
export interface Budget {
  tokens: number;
  used: number;
  until: string | undefined;
}

export function readModels(json: ExactJson): Models {
  const data = fields(json);
  return {
    choices: list(data?.models).flatMap((item) => {
      const one = fields(item);
      const name = string(one?.name);
      return name
        ? [{ name, available: boolean(one?.available) ?? false, reason: string(one?.reason) }]
        : [];
    }),
    languageModel: boolean(data?.language_model) ?? false,
    budget: readBudget(data?.budget),
  };
}

function readBudget(json: ExactJson | undefined): Budget | undefined {
  const data = fields(json);
  const tokens = number(data?.tokens);
  return tokens === undefined
    ? undefined
    : { tokens, used: number(data?.used) ?? 0, until: string(data?.until) };
}

/** Why no language model answers with this choice; absent where one does, or none is wanted. */
export function missingModel(models: Models, chosen: string): string | undefined {
  if (chosen === "semantic-parser") return undefined;
  if (!models.languageModel) {
    return "No language model is set up. The semantic parser answers, or says that it cannot.";
  }
  if (models.budget && models.budget.used >= models.budget.tokens) {
    const until = models.budget.until ? ` until ${time(models.budget.until)}` : "";
    return `Today's ${count(models.budget.tokens, "token")} are used up. The semantic parser answers alone${until}.`;
  }
  if (chosen === "auto") return undefined;
  const model = models.choices.find((one) => one.name === chosen);
  if (!model) return `There is no model “${chosen}” any more. Others answer in its place.`;
  return model.available ? undefined : `${model.reason ?? "It is switched off."} Others answer in its place.`;
}
