import * as gateway from "../api/gateway";
import { describe, Problem } from "../api/problem";
import type { Conversation } from "../ask/conversation";
import { type Page, readMessages, readThread, readThreads, type Thread } from "./thread";

/** What threads need of the server; tests bring their own. */
export type Server = Pick<
  typeof gateway,
  "threads" | "messages" | "beginThread" | "renameThread" | "deleteThread" | "chooseModel" | "chooseConnection"
>;

export interface State extends Page<Thread> {
  /** The one that is shown; absent for one that begins with the next question. */
  current: string | undefined;
  /** What the next question is translated with. */
  model: string;
  connectionId: string | undefined;
  /** Where earlier questions of it begin; absent where all are shown. */
  earlier: string | undefined;
  trouble: string | undefined;
}

const NONE: State = {
  items: [],
  next: undefined,
  current: undefined,
  model: "auto",
  connectionId: undefined,
  earlier: undefined,
  trouble: undefined,
};

/** The threads of whoever is signed in, and the one that the conversation shows. */
export class Threads {
  private state = NONE;
  private readonly listeners = new Set<() => void>();
  private beginning: Promise<string> | undefined;
  /** Called when the server does not know the session any more. */
  onSignedOut: () => void = () => {};

  constructor(
    private readonly conversation: Conversation,
    private readonly server: Server = gateway,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): State => this.state;

  /** Reads the list anew. */
  load(): Promise<void> {
    return this.guarded(async () => this.set(readThreads(await this.server.threads())));
  }

  /** Reads on in the list. */
  more(): Promise<void> {
    return this.guarded(async () => {
      const page = readThreads(await this.server.threads(this.state.next));
      this.set({ items: [...this.state.items, ...page.items], next: page.next });
    });
  }

  /** Begins a new one with the next question. */
  start(): void {
    this.conversation.clear();
    this.beginning = undefined;
    this.set({ current: undefined, model: "auto", connectionId: undefined, earlier: undefined, trouble: undefined });
  }

  /** Shows a thread with what was asked in it last. */
  open(id: string): Promise<void> {
    const thread = this.state.items.find((one) => one.id === id);
    if (!thread || id === this.state.current) return Promise.resolve();
    this.start();
    this.set({ current: id, model: thread.model, connectionId: thread.connectionId });
    return this.guarded(async () => {
      const page = readMessages(await this.server.messages(id));
      if (this.state.current !== id) return; // another was opened meanwhile
      this.conversation.show(page.items);
      this.set({ earlier: page.next });
    });
  }

  /** Shows what was asked before the first question that is shown. */
  before(): Promise<void> {
    const { current, earlier } = this.state;
    if (!current || !earlier) return Promise.resolve();
    return this.guarded(async () => {
      const page = readMessages(await this.server.messages(current, earlier));
      if (this.state.current !== current) return;
      this.conversation.show(page.items);
      this.set({ earlier: page.next });
    });
  }

  rename(id: string, title: string): Promise<void> {
    return this.guarded(async () => {
      await this.server.renameThread(id, title);
      this.change(id, { title });
    });
  }

  remove(id: string): Promise<void> {
    return this.guarded(async () => {
      await this.server.deleteThread(id);
      if (id === this.state.current) this.start();
      this.set({ items: this.state.items.filter((one) => one.id !== id) });
    });
  }

  choose(model: string): Promise<void> {
    return this.guarded(async () => {
      const { current } = this.state;
      if (current) {
        await this.server.chooseModel(current, model);
        this.change(current, { model });
      }
      this.set({ model });
    });
  }

  connect(connectionId: string): Promise<void> {
    return this.guarded(async () => {
      const { current } = this.state;
      if (current) {
        await this.server.chooseConnection(current, connectionId);
        this.change(current, { connectionId });
      }
      this.set({ connectionId });
    });
  }

  /** Forgets everything: somebody else may sign in next. */
  clear(): void {
    this.start();
    this.set(NONE);
  }

  /** The thread that a question belongs to; the first question begins one. */
  async place(): Promise<string> {
    if (this.state.current) return this.state.current;
    if (this.beginning) return this.beginning;
    const { model, connectionId } = this.state;
    const begun: Promise<string> = this.begin(model, connectionId).then(
      (thread) => {
        this.set({ items: [thread, ...this.state.items] });
        if (this.beginning === begun) this.set({ current: thread.id }); // else another was opened meanwhile
        return thread.id;
      },
    );
    this.beginning = begun;
    try {
      return await begun;
    } finally {
      if (this.beginning === begun) this.beginning = undefined;
    }
  }

  private async begin(model: string, connectionId: string | undefined): Promise<Thread> {
    const thread = readThread(await this.server.beginThread(model, connectionId));
    if (!thread) throw new Problem(502, "invalid_response", "The server did not name the thread.");
    return thread;
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      this.set({ trouble: undefined });
      await work();
    } catch (error) {
      if (error instanceof Problem && error.unauthenticated) this.onSignedOut();
      else this.set({ trouble: describe(error) });
    }
  }

  private change(id: string, to: Partial<Thread>): void {
    this.set({ items: this.state.items.map((one) => (one.id === id ? { ...one, ...to } : one)) });
  }

  private set(to: Partial<State>): void {
    this.state = { ...this.state, ...to };
    for (const listener of this.listeners) listener();
  }
}
