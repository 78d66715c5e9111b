import { describe, expect, it } from "vitest";
import type { Candidate, Decision, Step, Verdict } from "../src/api/types";
import { announcement } from "../src/ask/Announcer";
import { turnEvent } from "../src/ask/events";
import { ending } from "../src/ask/outcome";
import { stations } from "../src/ask/stations";
import { lastAttempt, newTurn, reduce, type Turn, type TurnEvent } from "../src/ask/turn";

const candidate = (attempt: number): Candidate => ({
  sql: `SELECT ${attempt}`,
  dialect: "sqlite",
  explanation: "",
  source: "semantic_parser",
  model: undefined,
  attempt,
  verified: undefined,
});

const verdict = (decision: Decision): Verdict => ({
  decision,
  repairable: false,
  sql: decision === "deny" ? undefined : "SELECT 1 LIMIT 1000",
  reasons: decision === "allow" ? [] : [{ rule: "some-rule", message: "Because.", subject: "t.c", position: 7 }],
  lineage: [],
  obligations: undefined,
  policyVersion: "p",
  catalogVersion: "c",
});

const step = (agent: string, at: number, status = "completed", durationMs?: number): TurnEvent => ({
  type: "step",
  step: { agent, stage: "s", status, detail: "", at, durationMs } satisfies Step,
});

const accepted: TurnEvent = { type: "accepted", requestId: "r", streamUrl: "/api/stream?rid=r" };
const sql = (attempt: number): TurnEvent => ({ type: "sql", candidate: candidate(attempt) });
const judged = (decision: Decision): TurnEvent => ({ type: "verdict", verdict: verdict(decision) });
const done = (
  outcome: "answered" | "denied" | "pending_review" | "failed" | "unanswered" | "timed_out" | "cancelled",
): TurnEvent => ({
  type: "done",
  outcome,
  now: 1500,
});

function told(...events: TurnEvent[]): Turn {
  return events.reduce(reduce, newTurn("k", "How much?", 1000));
}

const states = (turn: Turn): string =>
  stations(turn)
    .map((station) => station.state)
    .join(" ");

describe("a question's state", () => {
  it("shows what a model writes until it is done or starts anew", () => {
    const generation = (status: string): TurnEvent => ({
      type: "step",
      step: { agent: "translator", stage: "generation", status, detail: "", at: 1, durationMs: undefined },
    });
    const token = (text: string): TurnEvent => ({ type: "token", text });
    const writing = told(accepted, generation("started"), token("SELECT "), token("wrong"));
    expect(writing.tokens).toBe("SELECT wrong");
    expect(reduce(writing, step("translator", 2)).tokens).toBe("SELECT wrong");
    expect(reduce(reduce(writing, generation("retrying")), token("SELECT right")).tokens).toBe("SELECT right");
    expect(reduce(writing, generation("failed")).tokens).toBe("");
  });

  it("is never changed in place", () => {
    const before = Object.freeze(told(accepted));
    reduce(before, step("translator", 1));
    expect(before.steps).toEqual([]);
  });

  it("keeps attempts apart, each with its verdict", () => {
    const turn = told(accepted, sql(1), judged("deny"), sql(2), judged("allow"));
    expect(turn.attempts.map((one) => [one.candidate.attempt, one.verdict?.decision])).toEqual([
      [1, "deny"],
      [2, "allow"],
    ]);
  });

  it("does not count an attempt twice that is told again", () => {
    expect(told(accepted, sql(1), judged("deny"), sql(2), sql(2)).attempts).toHaveLength(2);
  });

  it("forgets the rows of an attempt that was replaced", () => {
    const result = { columns: [], rows: [], rowCount: 0, truncated: false, elapsedMs: 1, checks: [] };
    expect(told(accepted, sql(1), { type: "result", result }, sql(2)).result).toBeUndefined();
  });

  it("stays ended when the connection speaks late, and runs again when resumed", () => {
    const turn = told(
      accepted,
      done("pending_review"),
      { type: "connection", state: "reconnecting" },
      { type: "lost", message: "x" },
    );
    expect(turn.phase).toEqual({ name: "ended", outcome: "pending_review" });
    expect(turn.tookMs).toBe(500);
    expect(reduce(turn, { type: "resumed" }).phase.name).toBe("running");
  });

  it("takes the chart out of the answer when it came without one", () => {
    const chart = { kind: "bar", title: undefined, chartJs: undefined };
    const answer = { text: "x", confidence: 1, source: "catalog", notes: [], chart };
    expect(told(accepted, { type: "answer", answer }).chart).toBe(chart);
  });
});

describe("stations", () => {
  it("light up as the request moves on, before the next stage says a word", () => {
    expect(states(told(accepted))).toBe("active idle idle idle");
    expect(states(told(accepted, step("translator", 1), sql(1)))).toBe("done active idle idle");
    expect(states(told(accepted, step("translator", 1), sql(1), step("policy", 2), judged("allow")))).toBe(
      "done done active idle",
    );
  });

  it("go back to the translator after a repairable denial, and count the visits", () => {
    const turn = told(
      accepted,
      step("translator", 10, "completed", 10),
      sql(1),
      step("policy", 20),
      judged("deny"),
      step("translator", 50),
    );
    expect(states(turn)).toBe("active done idle idle");
    expect(stations(turn)[0]).toMatchObject({ ms: 40, visits: 2 });
  });

  it("share the whole time among themselves", () => {
    const turn = told(
      accepted,
      step("gateway", 0),
      step("translator", 30, "completed", 20),
      step("policy", 45),
      step("executor", 100),
      step("visualizer", 110),
    );
    expect(stations(turn).map((station) => station.ms)).toEqual([30, 15, 55, 10]);
  });

  it("show where it ended, and how", () => {
    const start = [accepted, step("translator", 1), sql(1), step("policy", 2)];
    expect(states(told(...start, judged("deny"), done("denied")))).toBe("done stopped skipped skipped");
    expect(states(told(...start, judged("review"), done("pending_review")))).toBe("done waiting skipped skipped");
    expect(states(told(...start, judged("allow"), step("executor", 3), done("failed")))).toBe(
      "done done failed skipped",
    );
    expect(states(told(accepted, step("translator", 1), done("unanswered")))).toBe("halted skipped skipped skipped");
  });
});

describe("an ending", () => {
  it("is none while it runs and none with an answer", () => {
    const answer = { text: "x", confidence: 1, source: "catalog", notes: [], chart: undefined };
    expect(ending(told(accepted))).toBeUndefined();
    expect(ending(told(accepted, { type: "answer", answer }, done("answered")))).toBeUndefined();
  });

  it("calls an answered end without an answer a fault", () => {
    expect(ending(told(accepted, done("answered")))?.tone).toBe("fault");
  });

  it("names the rule of a denial, and says its message once", () => {
    const end = ending(
      told(
        accepted,
        sql(1),
        judged("deny"),
        { type: "error", code: "not_permitted", message: "Because." },
        done("denied"),
      ),
    );
    expect(end).toMatchObject({ tone: "stop", title: "Not permitted", text: "" });
    expect(end?.reasons[0]?.rule).toBe("some-rule");
  });

  it("tells a refused write apart, whichever outcome it comes with", () => {
    for (const outcome of ["denied", "unanswered"] as const) {
      const end = ending(told(accepted, { type: "error", code: "write_refused", message: "No." }, done(outcome)));
      expect(end).toMatchObject({ tone: "stop", title: "Refused: data is never changed here" });
    }
  });

  it("says what waits for a steward, and that nothing was read", () => {
    const end = ending(told(accepted, sql(1), judged("review"), done("pending_review")));
    expect(end).toMatchObject({ tone: "wait", title: "Waits for a steward" });
    expect(end?.reasons).toHaveLength(1);
  });

  it("tells every other end in words of its own", () => {
    const titles = (["unanswered", "failed", "timed_out", "cancelled"] as const).map(
      (outcome) => ending(told(accepted, done(outcome)))?.title,
    );
    expect(new Set(titles).size).toBe(4);
    expect(titles).not.toContain(undefined);
  });

  it("is announced with its reasons", () => {
    expect(announcement(told(accepted, sql(1), judged("deny"), done("denied")))).toContain("Because.");
    expect(announcement(told(accepted))).toBe("Putting the question into SQL.");
  });
});

describe("events of the stream", () => {
  const read = (event: string, data: string): TurnEvent | undefined => turnEvent({ event, data, id: "1" }, 0);

  it("are read with their figures exact", () => {
    const event = read(
      "result",
      '{"columns":[{"name":"a","type":"decimal"}],"rows":[[0.10]],"row_count":1,"truncated":false}',
    );
    expect(event).toMatchObject({ type: "result", result: { rowCount: 1, rows: [[{ raw: "0.10" }]] } });
  });

  it("deny on doubt: an unknown decision is a denial, an unknown outcome a failure", () => {
    expect(read("verdict", '{"decision":"perhaps"}')).toMatchObject({ verdict: { decision: "deny" } });
    expect(read("done", '{"outcome":"wonderful"}')).toMatchObject({ outcome: "failed" });
    expect(read("done", "garbage")).toMatchObject({ type: "done", outcome: "failed" });
  });

  it("that are unknown or broken are left out", () => {
    expect(read("novelty", "{}")).toBeUndefined();
    expect(read("sql", "{")).toBeUndefined();
    expect(read("sql", '{"no":"sql"}')).toBeUndefined();
    expect(read("trace", "[]")).toBeUndefined();
  });

  it("reach the attempt that they are about", () => {
    const turn = ["sql", "verdict"].reduce(
      (state, name) =>
        reduce(
          state,
          read(
            name,
            name === "sql"
              ? '{"sql":"SELECT 1","source":"language_model","model":"m","attempt":3}'
              : '{"decision":"allow","sql":"SELECT 1 LIMIT 5","obligations":{"row_limit":5}}',
          )!,
        ),
      told(accepted),
    );
    expect(lastAttempt(turn)).toMatchObject({
      candidate: { attempt: 3, model: "m" },
      verdict: { obligations: { rowLimit: 5 } },
    });
  });
});
