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
    reply: (id, text) => Promise.resolve(void called.push(`reply ${id} ${text}`)),
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

  it("looks for a steward's decision, and follows on once there is one", async () => {
    let status = "pending_review";
    const { conversation, streams, say, turn } = stage({ statusOf: () => Promise.resolve(status) });
    await conversation.ask("List all");
    say(0, "3", "done", { outcome: "pending_review" });
    streams[0]!.end();
    await settled();
    expect(await conversation.lookAgain(turn().key)).toBe(false);
    expect(streams).toHaveLength(1);
    status = "approved";
    expect(await conversation.lookAgain(turn().key)).toBe(true);
    expect(streams[1]!.options.lastEventId).toBe("3");
  });

  it("forgets everything and stops every stream", async () => {
    const { conversation, streams } = stage();
    await conversation.ask("How much?");
    conversation.clear();
    expect(conversation.snapshot()).toEqual([]);
    expect(streams[0]!.options.signal.aborted).toBe(true);
  });
});
