import { sceneFor } from "./scenes";

/** What the double of the gateway keeps of threads. */
export interface MockThread {
  thread_id: string;
  title?: string;
  model: string;
  connection_id: string;
  asked: { request_id: string; question: string }[];
}

export const MODELS = {
  models: [
    { name: "auto", aliases: [], available: true },
    { name: "semantic-parser", aliases: [], available: true },
    { name: "remote", provider: "openai", aliases: [], available: false, reason: "An API key is missing." },
  ],
  language_model: false,
  budget: { tokens: 50_000, used: 12_300, until: "2026-03-02T00:00:00Z" },
};

export function view({ asked: _, ...thread }: MockThread): object {
  return thread;
}

/** Questions with the end that their scenes tell, newest first. */
export function messages(thread: MockThread): object {
  return {
    messages: [...thread.asked].reverse().map(({ request_id, question }) => {
      const told = (event: string): object | undefined => {
        const beat = sceneFor(question).findLast((one) => one.event === event);
        return beat && (JSON.parse(beat.data()) as object);
      };
      const error = told("error");
      return {
        request_id,
        status: (told("done") as { outcome?: string } | undefined)?.outcome ?? "failed",
        asked_at: new Date().toISOString(),
        ended_at: new Date().toISOString(),
        state: {
          request: { question },
          plan: told("plan"),
          candidate: told("sql"),
          verdict: told("verdict"),
          result: told("result"),
          answer: { ...told("answer"), chart: told("chart") },
          failures: error ? [error] : [],
        },
      };
    }),
  };
}
