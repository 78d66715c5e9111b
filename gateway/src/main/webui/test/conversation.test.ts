import { describe, expect, it, vi } from "vitest";
import { Problem } from "../src/api/problem";
import { Conversation, type Server } from "../src/ask/conversation";
import type { FollowOptions } from "../src/stream/follow";

/** A server by hand: streams wait until the test speaks through them. */
function stage(overrides: Partial<Server> = {}) {
  const streams: { options: FollowOptions; end: () => void; fail: (error: unknown) => void }[] = [];
  const called: string[] = [];
  const server: Server = {
    ask: (question) => {
      called.push(`ask ${question}`);
      return Promise.resolve({ requestId: "r1", streamUrl: "/api/stream?rid=r1" });
    },
    cancel: (id) => Promise.resolve(void called.push(`cancel ${id}`)),
    reply: (id, said) => Promise.resolve(void called.push(`reply ${id} ${said.action} ${said.text}`)),
    giveFeedback: (id, given) => Promise.resolve(called.push(`feedback ${id} ${given.helpful}`) > 0),
    statusOf: () => Promise.resolve("pending_review"),
    follow: (options) => new Promise((resolve, reject) => streams.push({ options, end: resolve, fail: reject })),
    ...overrides,
  };
  const conversation = new Conversation(server, 1);
  const out = vi.fn();
  conversation.onSignedOut = out;
  const say = (i: number, id: string, event: string, data: unknown): void =>
    streams[i]!.options.onEvent({ id, event, data: JSON.stringify(data) });
  return { conversation, streams, called, out, say, turn: () => conversation.snapshot()[0]! };
}

const signedOut = new Problem(401, "unauthenticated", "no");
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe("a conversation", () => {
  it("follows each question to its end", async () => {
    const { conversation, streams, say, turn } = stage();
    expect(await conversation.ask("How much?")).toBe(true);
    expect(streams[0]!.options.url).toBe("/api/stream?rid=r1");
    say(0, "5", "answer", { text: "42", source: "catalog" });
    say(0, "6", "done", { outcome: "answered" });
    expect(turn()).toMatchObject({
      requestId: "r1",
      lastEventId: "6",
      answer: { text: "42" },
      phase: { name: "ended", outcome: "answered" },
    });
  });

  it("goes on with the same question after a reply, from where it stood still", async () => {
    const { conversation, streams, called, say, turn } = stage();
    await conversation.ask("How many orders in December?");
    say(0, "5", "clarification", { question: "Which December?", choices: ["December 2024"] });
    say(0, "6", "done", { outcome: "pending_reply" });
    streams[0]!.end();
    await settled();
    expect(turn()).toMatchObject({ watched: false, phase: { name: "ended", outcome: "pending_reply" } });

    await conversation.reply(turn().key, { action: "answer", text: "December 2024" });
    expect(called).toContain("reply r1 answer December 2024");
    expect(streams[1]!.options.lastEventId).toBe("6");
    expect(turn()).toMatchObject({ clarification: undefined, phase: { name: "running" } });
    say(1, "7", "answer", { text: "42", source: "semantic_parser" });
    say(1, "8", "done", { outcome: "answered" });
    expect(turn().phase).toEqual({ name: "ended", outcome: "answered" });
    expect(conversation.snapshot()).toHaveLength(1);
  });

  it("hands the words back when the session has ended, and keeps no trace of the attempt", async () => {
    const { conversation, out } = stage({ ask: () => Promise.reject(signedOut) });
    expect(await conversation.ask("How much?")).toBe(false);
    expect(conversation.snapshot()).toEqual([]);
    expect(out).toHaveBeenCalledOnce();
  });

  it("shows why a question was not taken", async () => {
    const { conversation, turn } = stage({ ask: () => Promise.reject(new Problem(429, "rate_limited", "Too many.")) });
    expect(await conversation.ask("How much?")).toBe(true);
    expect(turn().phase).toEqual({ name: "rejected", message: "Too many." });
  });

  it("sends a question again under the same key when the connection broke", async () => {
    const keys: string[] = [];
    const { conversation, turn } = stage({
      ask: (_, key) => {
        keys.push(key);
        return keys.length < 3
          ? Promise.reject(new TypeError("Failed to fetch"))
          : Promise.resolve({ requestId: "r1", streamUrl: "/api/stream?rid=r1" });
      },
    });
    await conversation.ask("How much?");
    expect(turn().phase.name).toBe("running");
    expect(keys).toEqual([keys[0], keys[0], keys[0]]);
  });

  it("says so in the end when the server stays out of reach", async () => {
    const { conversation, turn } = stage({ ask: () => Promise.reject(new TypeError("Failed to fetch")) });
    await conversation.ask("How much?");
    expect(turn().phase).toMatchObject({ name: "rejected", message: expect.stringContaining("cannot be reached") });
  });

  it("goes on where it was after a new sign-in", async () => {
    const { conversation, streams, say, turn, out } = stage();
    await conversation.ask("How much?");
    say(0, "9", "trace", { agent: "translator", at: "2026-01-01T00:00:00Z" });
    streams[0]!.fail(signedOut);
    await settled();
    expect(out).toHaveBeenCalledOnce();
    expect(turn().phase.name).toBe("lost");
    conversation.resumeAll();
    expect(streams[1]!.options.lastEventId).toBe("9");
    expect(turn().phase.name).toBe("running");
  });

  it("cancels at once, or as soon as the request has an id", async () => {
    let take: (() => void) | undefined;
    const { conversation, called, turn } = stage({
      ask: () => new Promise((resolve) => (take = () => resolve({ requestId: "r2", streamUrl: "/s" }))),
    });
    const asked = conversation.ask("How much?");
    await conversation.cancel(turn().key);
    expect(called).toEqual([]);
    take!();
    await asked;
    await settled();
    expect(called).toEqual(["cancel r2"]);
    expect(turn().cancelling).toBe(true);
  });

  it("holds on while a question waits for a steward, and goes on by itself", async () => {
    const { conversation, streams, say, turn } = stage();
    await conversation.ask("List all");
    say(0, "3", "done", { outcome: "pending_review" });
    streams[0]!.end();
    await settled();
    expect(streams).toHaveLength(2);
    expect(streams[1]!.options.lastEventId).toBe("3");
    expect(streams[1]!.options.attempts).toBeGreaterThan(100);
    expect(turn()).toMatchObject({ watched: true, phase: { name: "ended", outcome: "pending_review" } });
    streams[1]!.options.onConnection?.("reconnecting");
    expect(turn().phase.name).toBe("ended");

    say(1, "4", "trace", { agent: "gateway", stage: "review", detail: "stella has approved this." });
    expect(turn().phase.name).toBe("running");
    say(1, "5", "answer", { text: "42", source: "catalog" });
    say(1, "6", "done", { outcome: "answered" });
    streams[1]!.end();
    await settled();
    expect(turn()).toMatchObject({ watched: false, phase: { name: "ended", outcome: "answered" } });
    expect(streams).toHaveLength(2);
  });

  it("waits again when policy has changed meanwhile", async () => {
    const { conversation, streams, say, turn } = stage();
    await conversation.ask("List all");
    say(0, "3", "done", { outcome: "pending_review" });
    streams[0]!.end();
    await settled();
    say(1, "4", "trace", { agent: "policy", stage: "review" });
    say(1, "5", "done", { outcome: "pending_review" });
    streams[1]!.end();
    await settled();
    expect(streams[2]!.options.lastEventId).toBe("5");
    expect(turn()).toMatchObject({ watched: true, phase: { name: "ended", outcome: "pending_review" } });
  });

  it("watches a few questions only, and looks for a decision on the others when asked to", async () => {
    let status = "pending_review";
    let asked = 0;
    const { conversation, streams, say } = stage({
      ask: () => Promise.resolve({ requestId: `r${++asked}`, streamUrl: `/s${asked}` }),
      statusOf: () => Promise.resolve(status),
    });
    for (let i = 0; i < 4; i++) {
      await conversation.ask(`List ${i}`);
      const stream = streams.length - 1;
      say(stream, `${i}`, "done", { outcome: "pending_review" });
      streams[stream]!.end();
      await settled();
    }
    const last = conversation.snapshot()[3]!;
    expect(conversation.snapshot().map((turn) => turn.watched)).toEqual([true, true, true, false]);
    expect(streams).toHaveLength(7);
    expect(await conversation.lookAgain(last.key)).toBe(false);
    status = "approved";
    expect(await conversation.lookAgain(last.key)).toBe(true);
    expect(streams[7]!.options.url).toBe("/s4");
  });

  it("stops watching when the stream is refused, without trying again and again", async () => {
    const { conversation, streams, say, turn } = stage();
    await conversation.ask("List all");
    say(0, "3", "done", { outcome: "pending_review" });
    streams[0]!.end();
    await settled();
    streams[1]!.fail(new Problem(404, "not_found", "There is no such request."));
    await settled();
    expect(streams).toHaveLength(2);
    expect(turn()).toMatchObject({ watched: false, phase: { name: "ended", outcome: "pending_review" } });
  });

  it("watches again after a new sign-in", async () => {
    const { conversation, streams, say, turn, out } = stage();
    await conversation.ask("List all");
    say(0, "3", "done", { outcome: "pending_review" });
    streams[0]!.end();
    await settled();
    streams[1]!.fail(signedOut);
    await settled();
    expect(out).toHaveBeenCalledOnce();
    conversation.resumeAll();
    expect(streams[2]!.options.lastEventId).toBe("3");
    expect(turn().phase).toEqual({ name: "ended", outcome: "pending_review" });
  });

  it("opens a question that was asked before, once", () => {
    const { conversation, streams } = stage();
    const key = conversation.open("r9", "List all");
    expect(conversation.open("r9", "List all")).toBe(key);
    expect(streams).toHaveLength(1);
    expect(streams[0]!.options).toMatchObject({ url: "/api/stream?rid=r9", lastEventId: "" });
  });

  it("forgets everything and stops every stream", async () => {
    const { conversation, streams } = stage();
    await conversation.ask("How much?");
    conversation.clear();
    expect(conversation.snapshot()).toEqual([]);
    expect(streams[0]!.options.signal.aborted).toBe(true);
  });
});
