import { useCallback, useEffect, useMemo, useRef } from "react";
import { models as loadModels, type QueryChoice } from "../api/gateway";
import type { Meta } from "../api/types";
import { ConnectionPicker } from "../connections/ConnectionPicker";
import { type Models, readModels } from "../threads/thread";
import { ThreadBar } from "../threads/ThreadBar";
import type { State, Threads } from "../threads/threads";
import { useLoaded } from "../ui/useLoaded";
import { Announcer } from "./Announcer";
import { Composer } from "./Composer";
import type { Conversation } from "./conversation";
import { type TurnActions, TurnView } from "./TurnView";
import type { Turn } from "./turn";

/** The questions of a thread, newest last, and the place to type the next. */
export function AskPage({
  conversation,
  turns,
  threads,
  thread,
  meta,
  connectionId,
  onConnection,
  draft,
  onDraft,
  onCheck,
  onSignedOut,
}: {
  conversation: Conversation;
  turns: readonly Turn[];
  threads: Threads;
  thread: State;
  meta: Meta | undefined;
  /** The warehouse that is asked next. */
  connectionId: string | undefined;
  onConnection: (id: string) => void;
  draft: string;
  onDraft: (text: string) => void;
  onCheck: ((sql: string) => void) | undefined;
  onSignedOut: () => void;
}) {
  const [models, reloadModels] = useLoaded(
    useCallback((signal: AbortSignal) => loadModels(signal).then(readModels), []),
    onSignedOut,
  );
  const known = useRef<Models>(undefined);
  if (models.state === "ready") known.current = models.value;
  const ended = turns.filter((turn) => turn.phase.name === "ended").length;

  // Each answer may have used some of the day's tokens.
  useEffect(() => {
    if (ended > 0) reloadModels();
  }, [ended, reloadModels]);

  const field = useRef<HTMLTextAreaElement>(null);
  const newest = turns[turns.length - 1]?.key;
  const shown = useRef(newest);

  // A new question moves to the top; what comes in later does not move the page under the reader.
  useEffect(() => {
    if (newest && newest !== shown.current) {
      const smooth = !matchMedia("(prefers-reduced-motion: reduce)").matches;
      document
        .getElementById(`turn-${newest}`)
        ?.scrollIntoView({ block: "start", behavior: smooth ? "smooth" : "auto" });
    }
    shown.current = newest;
  }, [newest]);

  useEffect(() => field.current?.focus(), []);

  const actions: TurnActions & { onAsk: (question: string, confirmPlan: boolean) => void } = useMemo(() => {
    const send = (question: string, confirmPlan = false, choice?: QueryChoice): void => {
      void conversation.ask(question, connectionId, confirmPlan, choice).then((sent) => {
        if (!sent) onDraft(question);
        else void threads.load(); // it moves to the front, and may have got its title
      });
    };
    return {
      onChoose: (question, choice) => send(question, false, choice),
      onFeedback: (key, given) => conversation.feedback(key, given),
      onCancel: (key) => void conversation.cancel(key),
      onAgain: (question) => send(question),
      onAsk: send,
      onEdit: (question) => {
        onDraft(question);
        field.current?.focus();
      },
      onResume: (key) => conversation.resume(key),
      onLook: (key) => conversation.lookAgain(key),
      onReply: (key, said) => conversation.reply(key, said),
      onCheck,
    };
  }, [conversation, threads, connectionId, onCheck, onDraft]);

  function send(question: string, confirmPlan = false): void {
    onDraft("");
    actions.onAsk(question, confirmPlan);
    field.current?.focus();
  }

  return (
    <div className="ask">
      <ThreadBar threads={threads} state={thread} models={known.current} />
      <div className="ask-scroll">
        <div className="ask-column">
          {thread.earlier ? (
            <button type="button" className="button button-small" onClick={() => void threads.before()}>
              Show earlier questions
            </button>
          ) : null}
          {turns.length === 0 ? (
            <Welcome suggestions={meta?.suggestions ?? []} onPick={send} />
          ) : (
            <>
              <h1 className="visually-hidden">Questions and answers</h1>
              {turns.map((turn) => (
                <TurnView key={turn.key} turn={turn} actions={actions} />
              ))}
            </>
          )}
        </div>
      </div>
      <div className="ask-foot">
        <Composer draft={draft} onDraft={onDraft} onSend={send} field={field}>
          <ConnectionPicker
            connections={meta?.connections ?? []}
            value={connectionId}
            label="Warehouse to ask"
            onPick={onConnection}
          />
        </Composer>
      </div>
      <Announcer turn={turns[turns.length - 1]} />
    </div>
  );
}

function Welcome({ suggestions, onPick }: { suggestions: string[]; onPick: (question: string) => void }) {
  return (
    <section className="welcome">
      <h1>What would you like to know?</h1>
      <p className="welcome-text">
        Every question becomes SQL that policy checks before anything is read. You see the SQL, the rules and each step
        beside the answer.
      </p>
      {suggestions.length > 0 ? (
        <>
          <h2 className="welcome-label">Questions to begin with</h2>
          <ul className="suggestions">
            {suggestions.map((suggestion) => (
              <li key={suggestion}>
                <button type="button" onClick={() => onPick(suggestion)}>
                  {suggestion}
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
