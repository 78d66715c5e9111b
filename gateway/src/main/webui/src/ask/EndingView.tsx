import { type FormEvent, type ReactNode, useState } from "react";
import type { Reply as Said } from "../api/gateway";
import { describe } from "../api/problem";
import type { Plan } from "../api/types";
import { Reasons } from "../policy/Reasons";
import { Icon, type IconName } from "../ui/Icon";
import { CopyButton } from "../ui/CopyButton";
import { time } from "../ui/words";
import { type Ending, ending, type Tone } from "./outcome";
import { isAskedBack, isWaiting, type Turn } from "./turn";

const ICONS: Record<Tone, IconName> = {
  good: "tick",
  wait: "clock",
  stop: "ban",
  fault: "warning",
  quiet: "question",
};

export interface EndingActions {
  onAgain: (question: string) => void;
  /** Puts words into the question box. */
  onEdit: (question: string) => void;
  onResume: (key: string) => void;
  onCancel: (key: string) => void;
  onLook: (key: string) => Promise<boolean>;
  onReply: (key: string, said: Said) => Promise<void>;
}

/** An end without an answer: it says what happened, why, and what helps. */
export function EndingView({ turn, actions }: { turn: Turn; actions: EndingActions }) {
  const end = ending(turn);
  if (!end) return null;
  const { phase } = turn;
  return (
    <Box end={end}>
      {end.reasons.length > 0 ? <Reasons reasons={end.reasons} /> : null}
      {isAskedBack(turn) ? <Reply turn={turn} onReply={actions.onReply} /> : null}
      {end.next ? <p className="ending-next">{end.next}</p> : null}
      {turn.review?.expiresAt && isWaiting(turn) ? (
        <p className="muted">A decision is possible until {time(turn.review.expiresAt)}.</p>
      ) : null}
      {turn.requestId && showsId(turn) ? (
        <p className="request-id">
          <span className="muted">Your request id</span> <code>{turn.requestId}</code>
          <CopyButton text={turn.requestId} label="Copy request id" quiet />
        </p>
      ) : null}
      <div className="ending-actions">
        {phase.name === "rejected" ||
        (phase.name === "ended" && ["failed", "timed_out", "cancelled"].includes(phase.outcome)) ? (
          <button type="button" className="button" onClick={() => actions.onAgain(turn.question)}>
            <Icon name="again" size={16} />
            Ask again
          </button>
        ) : null}
        {isWaiting(turn) ? (
          <button
            type="button"
            className="button"
            disabled={turn.cancelling}
            onClick={() => actions.onCancel(turn.key)}
          >
            <Icon name="stop" size={16} />
            {turn.cancelling ? "Withdrawing…" : "Withdraw the question"}
          </button>
        ) : null}
        {isWaiting(turn) && !turn.watched ? <LookAgain turn={turn} onLook={actions.onLook} /> : null}
        {phase.name === "lost" && turn.streamUrl ? (
          <button type="button" className="button" onClick={() => actions.onResume(turn.key)}>
            <Icon name="again" size={16} />
            Follow again
          </button>
        ) : null}
      </div>
    </Box>
  );
}

function showsId(turn: Turn): boolean {
  return (
    turn.phase.name === "lost" ||
    (turn.phase.name === "ended" && ["pending_review", "failed", "timed_out"].includes(turn.phase.outcome))
  );
}

function Box({ end, children }: { end: Ending; children: ReactNode }) {
  return (
    <div className={`ending tone-${end.tone}`}>
      <span className="ending-icon">
        <Icon name={ICONS[end.tone]} size={20} />
      </span>
      <div className="ending-body">
        <h3>{end.title}</h3>
        {end.text ? <p>{end.text}</p> : null}
        {children}
      </div>
    </div>
  );
}

function LookAgain({ turn, onLook }: { turn: Turn; onLook: EndingActions["onLook"] }) {
  const [said, setSaid] = useState("");

  async function look(): Promise<void> {
    setSaid("Looking…");
    try {
      if (!(await onLook(turn.key))) setSaid(`No decision yet, as of ${new Date().toLocaleTimeString()}.`);
    } catch (error) {
      setSaid(describe(error));
    }
  }

  return (
    <p className="request-id">
      <button type="button" className="button" onClick={() => void look()}>
        <Icon name="again" size={16} />
        Look for a decision
      </button>
      <span className="muted" role="status">
        {said}
      </span>
    </p>
  );
}

function Choices({
  choices,
  onPick,
  disabled = false,
}: {
  choices: string[];
  onPick: (choice: string) => void;
  disabled?: boolean;
}) {
  if (choices.length === 0) return null;
  return (
    <div className="choices" role="group" aria-label="Readings">
      {choices.map((choice) => (
        <button key={choice} type="button" className="button" disabled={disabled} onClick={() => onPick(choice)}>
          {choice}
        </button>
      ))}
    </div>
  );
}

function PlanSteps({ plan }: { plan: Plan }) {
  return (
    <>
      <ol className="plan-steps">
        {plan.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {plan.assumptions.map((taken) => (
        <p key={taken} className="muted">
          {taken}
        </p>
      ))}
    </>
  );
}

/** A question back: pick a reading, or answer in own words. A plan: agree, say it anew, or stop. */
export function Reply({ turn, onReply }: { turn: Turn; onReply: EndingActions["onReply"] }) {
  const plan = turn.clarification ? undefined : turn.plan;
  const [text, setText] = useState(plan ? turn.question : "");
  const [state, setState] = useState<{ sending: boolean; error?: string }>({ sending: false });

  async function send(said: Said): Promise<void> {
    if (state.sending) return;
    setState({ sending: true });
    try {
      await onReply(turn.key, said);
      setState({ sending: false });
      setText("");
    } catch (error) {
      setState({ sending: false, error: describe(error) });
    }
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (text.trim()) void send({ action: plan ? "edit" : "answer", text: text.trim() });
  }

  return (
    <div className="stack-tight">
      {plan ? (
        <>
          <PlanSteps plan={plan} />
          <div className="choices" role="group" aria-label="The plan">
            <button
              type="button"
              className="button button-primary"
              disabled={state.sending}
              onClick={() => void send({ action: "confirm" })}
            >
              Yes, go on
            </button>
            <button
              type="button"
              className="button"
              disabled={state.sending}
              onClick={() => void send({ action: "cancel" })}
            >
              Cancel
            </button>
          </div>
        </>
      ) : null}
      <Choices
        choices={turn.clarification?.choices ?? []}
        disabled={state.sending}
        onPick={(choice) => void send({ action: "answer", text: choice })}
      />
      <form className="inline-form" onSubmit={submit}>
        <label className="visually-hidden" htmlFor={`reply-${turn.key}`}>
          {plan ? "What you mean instead" : "Your answer"}
        </label>
        <input
          id={`reply-${turn.key}`}
          value={text}
          maxLength={2000}
          placeholder={plan ? "Or say what you mean instead" : "Or answer in your own words"}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="button button-primary" disabled={state.sending || !text.trim()}>
          {plan ? "Plan this instead" : "Answer"}
        </button>
      </form>
      {state.error ? (
        <p className="field-error" role="alert">
          {state.error}
        </p>
      ) : null}
    </div>
  );
}
