import { problemOf, Problem } from "../api/problem";
import { type SseEvent, SseParser } from "./sse";

/** How the connection behind a stream is doing. */
export type Connection = "open" | "reconnecting";

export interface FollowOptions {
  url: string;
  signal: AbortSignal;
  /** Resume after this event; empty for the beginning. */
  lastEventId?: string;
  onEvent: (event: SseEvent) => void;
  onConnection?: (state: Connection) => void;
  fetch?: typeof globalThis.fetch;
  /** Waits before another attempt; rejects when the signal aborts. */
  pause?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Without a byte for this long the connection counts as dead; the server sends one each 15 s. */
  silenceMs?: number;
  /** So many failures in a row end the attempt. */
  attempts?: number;
}

const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 10_000;

/** The connection kept failing. */
export class StreamLost extends Error {}

/**
 * Follows a stream up to its `done` event. A connection that is cut, or goes silent, is opened again
 * after a growing pause and resumed by `Last-Event-ID`; an event that comes twice is handed on once.
 *
 * @throws Problem when the server refuses: not signed in, no such request, not the caller's
 * @throws StreamLost when it could not be reached again and again
 */
export async function follow(options: FollowOptions): Promise<void> {
  const fetchIt = options.fetch ?? globalThis.fetch.bind(globalThis);
  const pause = options.pause ?? sleep;
  const attempts = options.attempts ?? 10;
  const seen = new Set<string>();
  let lastId = options.lastEventId ?? "";
  let failures = 0;
  let retry = FIRST_PAUSE_MS;

  for (;;) {
    try {
      const done = await once();
      if (done) return;
    } catch (error) {
      if (options.signal.aborted) throw error;
      if (error instanceof Problem && !error.temporary) throw error;
    }
    if (options.signal.aborted) throw options.signal.reason;
    failures++;
    if (failures >= attempts) throw new StreamLost("the connection to the stream was lost");
    options.onConnection?.("reconnecting");
    await pause(backoff(retry, failures), options.signal);
  }

  async function once(): Promise<boolean> {
    const attempt = new AbortController();
    const stop = (): void => attempt.abort(options.signal.reason);
    options.signal.addEventListener("abort", stop, { once: true });
    const watchdog = new Watchdog(options.silenceMs ?? 45_000, () => attempt.abort());
    try {
      const headers: Record<string, string> = { Accept: "text/event-stream" };
      if (lastId) headers["Last-Event-ID"] = lastId;
      const response = await fetchIt(options.url, {
        headers,
        signal: attempt.signal,
        credentials: "same-origin",
        cache: "no-store",
      });
      if (!response.ok) throw await problemOf(response);
      if (!response.body) throw new StreamLost("the stream has no body");
      options.onConnection?.("open");
      return await read(response.body.getReader(), watchdog);
    } finally {
      watchdog.stop();
      options.signal.removeEventListener("abort", stop);
      attempt.abort(); // lets go of a body that was not read to its end
    }
  }

  async function read(reader: ReadableStreamDefaultReader<Uint8Array>, watchdog: Watchdog): Promise<boolean> {
    const parser = new SseParser();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return false;
      watchdog.feed();
      for (const event of parser.push(decoder.decode(value, { stream: true }))) {
        if (event.id) {
          if (seen.has(event.id)) continue;
          seen.add(event.id);
          lastId = event.id;
        }
        failures = 0;
        options.onEvent(event);
        if (event.event === "done") return true;
      }
      if (parser.retry !== undefined) retry = Math.max(parser.retry, 100);
    }
  }
}

function backoff(first: number, failures: number): number {
  const longest = Math.min(LONGEST_PAUSE_MS, first * 2 ** (failures - 1));
  return longest * (0.75 + Math.random() * 0.25); // apart, so that clients do not return in step
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(finish, ms);
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    function finish(): void {
      signal.removeEventListener("abort", abort);
      resolve();
    }
    signal.addEventListener("abort", abort, { once: true });
  });
}

class Watchdog {
  private timer: ReturnType<typeof setTimeout>;

  constructor(
    private readonly ms: number,
    private readonly bark: () => void,
  ) {
    this.timer = setTimeout(bark, ms);
  }

  feed(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.bark, this.ms);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
