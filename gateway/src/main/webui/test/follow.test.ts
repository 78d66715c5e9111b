import { describe, expect, it } from "vitest";
import { Problem } from "../src/api/problem";
import { follow, type FollowOptions, StreamLost } from "../src/stream/follow";

/** A server whose answers are given in order; it writes down how it was asked. */
function server(...answers: (() => Response | Promise<Response>)[]) {
  const asked: (string | undefined)[] = [];
  const fetch = ((_: string, init: RequestInit) => {
    asked.push((init.headers as Record<string, string>)["Last-Event-ID"]);
    const answer = answers[asked.length - 1];
    return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError("no answer left"));
  }) as unknown as typeof globalThis.fetch;
  return { fetch, asked };
}

const stream = (text: string) => (): Response =>
  new Response(text, { headers: { "Content-Type": "text/event-stream" } });
const status = (code: number) => (): Response =>
  new Response(JSON.stringify({ code: "some_code", detail: "said" }), { status: code });
const event = (id: number, name: string): string => `id: ${id}\nevent: ${name}\ndata: {}\n\n`;

async function run(fetch: typeof globalThis.fetch, more: Partial<FollowOptions> = {}) {
  const seen: string[] = [];
  const states: string[] = [];
  const pauses: number[] = [];
  const failure = await follow({
    url: "/api/stream?rid=1",
    signal: new AbortController().signal,
    fetch,
    pause: (ms) => {
      pauses.push(ms);
      return Promise.resolve();
    },
    onEvent: (one) => seen.push(`${one.id}:${one.event}`),
    onConnection: (state) => states.push(state),
    ...more,
  }).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { seen, states, pauses, failure };
}

describe("following a stream", () => {
  it("ends at done and reads no further", async () => {
    const { fetch, asked } = server(stream(event(1, "trace") + event(2, "done") + event(3, "trace")));
    const { seen, failure } = await run(fetch);
    expect(failure).toBeUndefined();
    expect(seen).toEqual(["1:trace", "2:done"]);
    expect(asked).toEqual([undefined]);
  });

  it("resumes after a cut from the last event, and hands none on twice", async () => {
    const { fetch, asked } = server(
      stream(event(4, "trace") + event(5, "sql") + "id: 6\nevent: half"),
      () => Promise.reject(new TypeError("network")),
      stream(event(5, "sql") + event(6, "answer") + event(7, "done")),
    );
    const { seen, states, pauses } = await run(fetch);
    expect(seen).toEqual(["4:trace", "5:sql", "6:answer", "7:done"]);
    expect(asked).toEqual([undefined, "5", "5"]);
    expect(states).toEqual(["open", "reconnecting", "reconnecting", "open"]);
    expect(pauses[1]).toBeGreaterThan(pauses[0]!);
  });

  it("waits and tries again while the server is busy", async () => {
    const { fetch } = server(status(503), status(429), stream(event(1, "done")));
    expect((await run(fetch)).failure).toBeUndefined();
  });

  it.each([401, 403, 404])("gives up at once when refused with %i", async (code) => {
    const { fetch, asked } = server(status(code));
    const { failure } = await run(fetch);
    expect(failure).toBeInstanceOf(Problem);
    expect((failure as Problem).message).toBe("said");
    expect(asked).toHaveLength(1);
  });

  it("gives up in the end when nobody answers", async () => {
    const { failure } = await run(server().fetch, { attempts: 3 });
    expect(failure).toBeInstanceOf(StreamLost);
  });

  it("takes silence for a dead connection", async () => {
    const silent = (): Response =>
      new Response(new ReadableStream({ start: (to) => to.enqueue(new TextEncoder().encode(event(1, "trace"))) }));
    let first = true;
    const fetch = ((_: string, init: RequestInit) => {
      if (!first) return Promise.resolve(stream(event(2, "done"))());
      first = false;
      const response = silent();
      // As a real connection does, the body fails when the request is given up.
      const body = new ReadableStream<Uint8Array>({
        start(to) {
          init.signal!.addEventListener("abort", () => to.error(new DOMException("aborted", "AbortError")));
          const reader = response.body!.getReader();
          void reader.read().then(({ value }) => to.enqueue(value!));
        },
      });
      return Promise.resolve(new Response(body));
    }) as unknown as typeof globalThis.fetch;
    const { seen } = await run(fetch, { silenceMs: 30 });
    expect(seen).toEqual(["1:trace", "2:done"]);
  });

  it("stops when it is told to", async () => {
    const controller = new AbortController();
    const { fetch } = server(stream(event(1, "trace")));
    const { failure } = await run(fetch, {
      signal: controller.signal,
      onEvent: () => controller.abort(new Error("enough")),
    });
    expect(failure).toBeDefined();
  });
});
