import * as gateway from "../api/gateway";
import { describe, Problem } from "../api/problem";
import { follow, StreamLost } from "../stream/follow";
import { turnEvent } from "./events";
import { isRunning, isWaiting, newTurn, reduce, type Turn, type TurnEvent } from "./turn";

/** A browser holds six connections to a server; questions and pages need the others. */
const MOST_WATCHED = 3;

/** Somebody may decide tomorrow; a server that starts again is waited for. */
const WATCH_ATTEMPTS = 1_000;

/** What a conversation needs of the server; tests bring their own. */
export interface Server {
  ask: typeof gateway.ask;
  cancel: typeof gateway.cancel;
  reply: typeof gateway.reply;
  giveFeedback: typeof gateway.giveFeedback;
  statusOf: typeof gateway.statusOf;
  follow: typeof follow;
}

/**
 * The questions of this visit, oldest first. It lives outside the pages, so that questions go on while
 * another page is shown, and survive a new sign-in of the same person.
 */
export class Conversation {
  private turns: readonly Turn[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly running = new Map<string, AbortController>();
  /** Called when the server does not know the session any more. */
  onSignedOut: () => void = () => {};
  /** Which thread the next question belongs to, if any. */
  threadOf: () => Promise<string | undefined> = () => Promise.resolve(undefined);

  constructor(
    private readonly server: Server = { ...gateway, follow },
    /** How long to wait before a question is sent again, in milliseconds. */
    private readonly firstWait = 400,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): readonly Turn[] => this.turns;

  /**
   * Sends a question.
   *
   * @returns whether it is on its way; otherwise the words should go back to where they were typed
   */
  async ask(
    question: string,
    connectionId?: string,
    confirmPlan = false,
    choice?: gateway.QueryChoice,
  ): Promise<boolean> {
    const turn = newTurn(newKey(), question, Date.now());
    this.set([...this.turns, turn]);
    try {
      const accepted = await this.send(question, turn.key, connectionId, confirmPlan, choice);
      if (!this.find(turn.key)) return true; // signed out meanwhile
      this.apply(turn.key, { type: "accepted", ...accepted });
      if (this.find(turn.key)?.cancelling) void this.sendCancel(turn.key);
      void this.follow(turn.key);
      return true;
    } catch (error) {
      if (error instanceof Problem && error.unauthenticated) {
        this.set(this.turns.filter((other) => other.key !== turn.key));
        this.onSignedOut();
        return false;
      }
      this.apply(turn.key, { type: "rejected", message: describe(error) });
      return true;
    }
  }

  async cancel(key: string): Promise<void> {
    this.apply(key, { type: "cancelling", on: true });
    if (this.find(key)?.requestId) await this.sendCancel(key);
  }

  /** Answers a question back; the same request goes on. */
  async reply(key: string, said: gateway.Reply): Promise<void> {
    const turn = this.find(key);
    if (!turn?.requestId) return;
    await this.guarded(() => this.server.reply(turn.requestId!, said));
    this.apply(key, { type: "replied" });
    if (!isRunning(turn)) this.resume(key);
  }

  /**
   * Says what an answer was worth.
   *
   * @returns whether a candidate for the stewards came of it
   */
  async feedback(key: string, given: gateway.FeedbackGiven): Promise<boolean> {
    const requestId = this.find(key)?.requestId;
    if (!requestId) return false;
    let proposed = false;
    await this.guarded(async () => {
      proposed = await this.server.giveFeedback(requestId, given);
    });
    return proposed;
  }

  /**
   * Shows a question that was asked before, from its beginning.
   *
   * @returns the key of its turn
   */
  open(requestId: string, question: string): string {
    const known = this.turns.find((turn) => turn.requestId === requestId);
    if (known) return known.key;
    const turn = newTurn(newKey(), question, Date.now());
    this.set([...this.turns, turn]);
    this.apply(turn.key, { type: "accepted", requestId, streamUrl: gateway.streamOf(requestId) });
    void this.follow(turn.key);
    return turn.key;
  }

  /** Puts what was asked before in front, and follows what has not ended. */
  show(earlier: readonly Turn[]): void {
    const shown = new Set(this.turns.map((turn) => turn.requestId));
    const added = earlier.filter((turn) => !shown.has(turn.requestId));
    this.set([...added, ...this.turns]);
    for (const turn of added) if (isRunning(turn)) void this.follow(turn.key);
  }

  /**
   * Looks whether a steward has decided, and follows the question on if so.
   *
   * @returns whether there is something new
   */
  async lookAgain(key: string): Promise<boolean> {
    const requestId = this.find(key)?.requestId;
    if (!requestId) return false;
    let status: string | undefined;
    await this.guarded(async () => {
      status = await this.server.statusOf(requestId);
    });
    if (status === "pending_review") return false;
    this.resume(key);
    return true;
  }

  /** Follows a question again after its stream was lost. */
  resume(key: string): void {
    const turn = this.find(key);
    if (!turn?.streamUrl || this.running.has(key)) return;
    this.apply(key, { type: "resumed" });
    void this.follow(key);
  }

  /** After a new sign-in of the same person. */
  resumeAll(): void {
    for (const turn of this.turns) {
      if (turn.phase.name === "lost") this.resume(turn.key);
      else if (isWaiting(turn) && !turn.watched) void this.follow(turn.key);
    }
  }

  /** Forgets everything: somebody else may sign in next. */
  clear(): void {
    for (const controller of this.running.values()) controller.abort();
    this.running.clear();
    this.set([]);
  }

  /** Sends a question; after a lost connection again, under the same key, so that it counts once. */
  private async send(
    question: string,
    key: string,
    connectionId: string | undefined,
    confirmPlan: boolean,
    choice: gateway.QueryChoice | undefined,
  ): Promise<gateway.Accepted> {
    for (let wait = this.firstWait; ; wait *= 2) {
      try {
        const thread = await this.threadOf();
        return await this.server.ask(question, key, connectionId, confirmPlan, choice, thread);
      } catch (error) {
        const unreachable = error instanceof TypeError;
        if (!unreachable || wait >= this.firstWait * 8) throw error;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }

  /** Follows a question to its end; where it waits for a steward, on to what he decides. */
  private async follow(key: string): Promise<void> {
    const turn = this.find(key);
    let told = turn !== undefined && (isWaiting(turn) || (await this.read(key)));
    while (told && this.mayWatch(key)) {
      this.apply(key, { type: "watched", on: true });
      told = await this.read(key, WATCH_ATTEMPTS);
      this.apply(key, { type: "watched", on: false });
    }
  }

  private mayWatch(key: string): boolean {
    const turn = this.find(key);
    return (
      turn !== undefined && isWaiting(turn) && this.turns.filter((one) => one.watched).length < MOST_WATCHED
    );
  }

  /**
   * Reads a question's stream.
   *
   * @returns whether it told its end
   */
  private async read(key: string, attempts?: number): Promise<boolean> {
    const turn = this.find(key);
    if (!turn?.streamUrl || this.running.has(key)) return false;
    const controller = new AbortController();
    this.running.set(key, controller);
    try {
      await this.server.follow({
        url: turn.streamUrl,
        lastEventId: turn.lastEventId,
        ...(attempts === undefined ? {} : { attempts }),
        signal: controller.signal,
        onConnection: (state) => this.apply(key, { type: "connection", state }),
        onEvent: (event) => {
          const read = turnEvent(event, Date.now());
          if (read) this.apply(key, read);
          if (event.id) this.apply(key, { type: "seen", id: event.id });
        },
      });
    } catch (error) {
      if (controller.signal.aborted) return false;
      const signedOut = error instanceof Problem && error.unauthenticated;
      const message =
        error instanceof StreamLost
          ? "The connection was lost. The question may still be worked on."
          : signedOut
            ? "You were signed out while this was worked on."
            : describe(error);
      this.apply(key, { type: "lost", message });
      if (signedOut) this.onSignedOut();
      return false;
    } finally {
      if (this.running.get(key) === controller) this.running.delete(key);
    }
    return !controller.signal.aborted;
  }

  private async sendCancel(key: string): Promise<void> {
    const requestId = this.find(key)?.requestId;
    if (!requestId) return;
    try {
      await this.guarded(() => this.server.cancel(requestId));
    } catch {
      // It may have ended meanwhile; the stream says so. Otherwise the button is there again.
      this.apply(key, { type: "cancelling", on: false });
    }
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof Problem && error.unauthenticated) this.onSignedOut();
      throw error;
    }
  }

  private find(key: string): Turn | undefined {
    return this.turns.find((turn) => turn.key === key);
  }

  private apply(key: string, event: TurnEvent): void {
    this.set(this.turns.map((turn) => (turn.key === key ? reduce(turn, event) : turn)));
  }

  private set(turns: readonly Turn[]): void {
    this.turns = turns;
    for (const listener of this.listeners) listener();
  }
}

/** A random key; `crypto.randomUUID` exists on secure origins only, and not every intranet is one. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
