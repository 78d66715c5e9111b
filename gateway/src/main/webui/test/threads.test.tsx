import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Problem } from "../src/api/problem";
import { Conversation } from "../src/ask/conversation";
import { parseExact } from "../src/exact/json";
import { ModelPicker } from "../src/threads/ModelPicker";
import { missingModel, type Models, readMessages, readModels, readThreads } from "../src/threads/thread";
import { ThreadBar } from "../src/threads/ThreadBar";
import { ThreadList } from "../src/threads/ThreadList";
import { type Server, Threads } from "../src/threads/threads";

const exact = (value: unknown) => parseExact(JSON.stringify(value));
const text = (html: string): string => html.replace(/<[^>]+>/g, "");
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

const message = (id: string, question: string, status: string, state: object = {}) => ({
  request_id: id,
  status,
  asked_at: "2026-05-18T09:00:00Z",
  ended_at: "2026-05-18T09:00:02Z",
  state: { request: { question }, failures: [], ...state },
});

/** Threads with a server by hand. */
function stage(overrides: Partial<Server> = {}) {
  const called: string[] = [];
  const note = (what: string): Promise<void> => Promise.resolve(void called.push(what));
  const asked: (string | undefined)[] = [];
  const followed: string[] = [];
  const conversation = new Conversation(
    {
      ask: (_question, _key, _connection, _confirm, _choice, thread) => {
        asked.push(thread);
        return Promise.resolve({ requestId: `r${asked.length}`, streamUrl: "/s" });
      },
      cancel: () => Promise.resolve(),
      reply: () => Promise.resolve(),
      giveFeedback: () => Promise.resolve(false),
      statusOf: () => Promise.resolve(undefined),
      follow: (options) => {
        followed.push(options.url);
        return new Promise(() => {});
      },
    },
    1,
  );
  const threads = new Threads(conversation, {
    threads: () =>
      Promise.resolve(
        exact({
          threads: [
            { thread_id: "t1", title: "Revenue", model: "local", connection_id: "own" },
            { thread_id: "t2", model: "auto" },
          ],
        }),
      ),
    messages: (id, cursor) =>
      Promise.resolve(
        exact(
          cursor
            ? { messages: [message("m0", "Before", "denied")] }
            : {
                messages: [
                  message("m2", "And by month?", "translated"),
                  message("m1", `Of ${id}`, "answered", { answer: { text: "42", source: "catalog" } }),
                ],
                next_cursor: "m1",
              },
        ),
      ),
    beginThread: (model, connection) => {
      called.push(`begin ${model} ${connection}`);
      return Promise.resolve(exact({ thread_id: "t3", model }));
    },
    renameThread: (id, title) => note(`rename ${id} ${title}`),
    deleteThread: (id) => note(`delete ${id}`),
    chooseModel: (id, model) => note(`model ${id} ${model}`),
    chooseConnection: (id, connection) => note(`connection ${id} ${connection}`),
    ...overrides,
  });
  conversation.threadOf = () => threads.place();
  return { threads, conversation, called, asked, followed };
}

describe("threads", () => {
  it("begin with the first question, once", async () => {
    const { threads, conversation, called, asked } = stage();
    await threads.choose("semantic-parser");
    await threads.connect("own");
    await Promise.all([conversation.ask("One"), conversation.ask("Two")]);
    expect(called).toEqual(["begin semantic-parser own"]);
    expect(asked).toEqual(["t3", "t3"]);
    expect(threads.snapshot()).toMatchObject({ current: "t3", model: "semantic-parser" });
  });

  it("show what was asked in them, and follow what has not ended", async () => {
    const { threads, conversation, followed, asked } = stage();
    await threads.load();
    await threads.open("t1");
    expect(conversation.snapshot()).toMatchObject([
      { question: "Of t1", answer: { text: "42" }, tookMs: 2000, phase: { name: "ended", outcome: "answered" } },
      { question: "And by month?", phase: { name: "running" } },
    ]);
    expect(followed).toEqual(["/api/stream?rid=m2"]);
    expect(threads.snapshot()).toMatchObject({ current: "t1", model: "local", connectionId: "own", earlier: "m1" });

    await threads.before();
    expect(conversation.snapshot().map((turn) => turn.question)).toEqual(["Before", "Of t1", "And by month?"]);
    expect(threads.snapshot().earlier).toBeUndefined();
    await conversation.ask("Next");
    expect(asked).toEqual(["t1"]);
  });

  it("do not mix when another is opened before the first has come", async () => {
    let come: (json: ReturnType<typeof exact>) => void = () => {};
    const slow = new Promise<ReturnType<typeof exact>>((resolve) => (come = resolve));
    const { threads, conversation } = stage({
      messages: (id) => (id === "t1" ? slow : Promise.resolve(exact({ messages: [] }))),
    });
    await threads.load();
    const first = threads.open("t1");
    await threads.open("t2");
    come(exact({ messages: [message("m1", "Of t1", "answered")] }));
    await first;
    expect(threads.snapshot().current).toBe("t2");
    expect(conversation.snapshot()).toEqual([]);
  });

  it("stay apart when a new one is begun before the first has its name", async () => {
    let name: (value: ReturnType<typeof exact>) => void = () => {};
    const { threads } = stage({ beginThread: () => new Promise((resolve) => (name = resolve)) });
    const place = threads.place();
    threads.start();
    name(exact({ thread_id: "t3", model: "auto" }));
    expect(await place).toBe("t3");
    expect(threads.snapshot().current).toBeUndefined();
    expect(threads.snapshot().items.map((thread) => thread.id)).toEqual(["t3"]);
  });

  it("keep their model and connection on the server", async () => {
    const { threads, called } = stage();
    await threads.load();
    await threads.open("t2");
    await threads.choose("local");
    await threads.connect("own");
    await threads.rename("t2", "Mine");
    expect(called).toEqual(["model t2 local", "connection t2 own", "rename t2 Mine"]);
    expect(threads.snapshot().items[1]).toMatchObject({ title: "Mine", model: "local", connectionId: "own" });
  });

  it("are gone from the page when they are deleted", async () => {
    const { threads, conversation } = stage();
    await threads.load();
    await threads.open("t1");
    await threads.remove("t1");
    expect(threads.snapshot().current).toBeUndefined();
    expect(threads.snapshot().items.map((one) => one.id)).toEqual(["t2"]);
    expect(conversation.snapshot()).toEqual([]);
  });

  it("say what went wrong", async () => {
    const { threads } = stage({ renameThread: () => Promise.reject(new Problem(413, "too_large", "Too long.")) });
    await threads.load();
    await threads.rename("t1", "x");
    expect(threads.snapshot().trouble).toBe("Too long.");
    let out = 0;
    threads.onSignedOut = () => out++;
    const other = stage({ threads: () => Promise.reject(new Problem(401, "unauthenticated", "no")) }).threads;
    other.onSignedOut = () => out++;
    await other.load();
    await settled();
    expect(out).toBe(1);
  });

  it("are listed with the one that is shown marked, by its name or without", async () => {
    const { threads } = stage();
    await threads.load();
    await threads.open("t1");
    const html = renderToStaticMarkup(
      createElement(ThreadList, { threads, state: threads.snapshot(), onShown: () => {} }),
    );
    expect(html).toMatch(/<button[^>]*title="Revenue"[^>]*aria-current="true"/);
    for (const part of ["New thread", "Revenue", "Untitled thread"]) expect(text(html)).toContain(part);
  });
});

const MODELS: Models = readModels(
  exact({
    models: [
      { name: "auto", available: true },
      { name: "semantic-parser", available: true },
      { name: "local", provider: "ollama", available: true },
      { name: "remote", provider: "openai", available: false, reason: "An API key is missing." },
    ],
    language_model: true,
  }),
);
const WITHIN: Models = { ...MODELS, budget: { tokens: 50_000, used: 12_300, until: "2026-03-02T00:00:00Z" } };
const SPENT: Models = { ...WITHIN, budget: { ...WITHIN.budget!, used: 50_100 } };
const NONE: Models = { ...MODELS, choices: MODELS.choices.slice(0, 2), languageModel: false };

describe("the choice of a model", () => {
  it.each([
    ["auto", MODELS, undefined],
    ["local", MODELS, undefined],
    ["remote", MODELS, "An API key is missing."],
    ["gone", MODELS, "no model “gone” any more"],
    ["auto", NONE, "No language model is set up"],
    ["semantic-parser", NONE, undefined],
    ["auto", WITHIN, undefined],
    ["local", SPENT, "Today's 50,000 tokens are used up. The semantic parser answers alone until "],
    ["auto", SPENT, "used up"],
    ["semantic-parser", SPENT, undefined],
  ])("%s says where no model answers", (chosen, models, reason) => {
    if (reason) expect(missingModel(models, chosen)).toContain(reason);
    else expect(missingModel(models, chosen)).toBeUndefined();
  });

  it("is red and says why where there is none", () => {
    const html = renderToStaticMarkup(createElement(ModelPicker, { models: NONE, chosen: "auto", onPick: () => {} }));
    expect(html).toContain("is-missing");
    expect(html).toMatch(/aria-describedby="model-missing"/);
    expect(text(html)).toContain("No model. No language model is set up.");
    const fine = renderToStaticMarkup(createElement(ModelPicker, { models: MODELS, chosen: "auto", onPick: () => {} }));
    expect(fine).not.toContain("is-missing");
    expect(text(fine)).toContain("remote (off)");
  });

  it("says what has been used of the day's tokens, where there is a limit", () => {
    const picker = (models: Models, chosen = "auto"): string =>
      text(renderToStaticMarkup(createElement(ModelPicker, { models, chosen, onPick: () => {} })));
    expect(picker(WITHIN)).toContain("12,300 of 50,000 tokens today");
    expect(picker(SPENT)).toContain("50,100 of 50,000 tokens today");
    expect(picker(MODELS)).not.toContain("today");
    expect(picker(WITHIN, "semantic-parser")).not.toContain("today");
    const read = readModels(exact({ models: [], language_model: true, budget: { tokens: 7, used: 3, until: "x" } }));
    expect(read.budget).toEqual({ tokens: 7, used: 3, until: "x" });
    expect(readModels(exact({ models: [], budget: { used: 3 } })).budget).toBeUndefined();
  });

  it("stands in the bar of the thread, beside what can be done with it", async () => {
    const { threads } = stage();
    const bar = (): string =>
      text(
        renderToStaticMarkup(createElement(ThreadBar, { threads, state: threads.snapshot(), models: MODELS })),
      );
    expect(bar()).not.toContain("Rename");
    await threads.load();
    await threads.open("t1");
    for (const part of ["Revenue", "Rename", "Delete", "Automatic"]) expect(bar()).toContain(part);
  });
});

describe("what the server says of threads", () => {
  it("is read without trust in its form", () => {
    expect(readThreads(exact({ threads: [{ title: "x" }, 7, { thread_id: "t" }], next_cursor: "t" }))).toEqual({
      items: [{ id: "t", title: undefined, model: "auto", connectionId: undefined }],
      next: "t",
    });
    expect(readMessages(exact({ messages: [{ request_id: "r" }, null] })).items).toEqual([]);
    expect(readMessages(exact({ messages: [message("r", "Q", "what is this")] })).items[0]!.phase).toEqual({
      name: "ended",
      outcome: "failed",
    });
  });

  it("shows why an earlier question had no answer", () => {
    const denied = message("r", "Q", "denied", {
      candidate: { sql: "SELECT 1", source: "semantic_parser", attempt: 1 },
      verdict: { decision: "deny", reasons: [{ rule: "sensitive-column", message: "No." }] },
      failures: [{ code: "not_permitted", message: "No." }],
    });
    expect(readMessages(exact({ messages: [denied] })).items[0]).toMatchObject({
      error: { code: "not_permitted", message: "No." },
      attempts: [{ candidate: { sql: "SELECT 1" }, verdict: { decision: "deny" } }],
    });
  });
});
