import { memo, useEffect, useState } from "react";
import type { FeedbackGiven, QueryChoice } from "../api/gateway";
import { ResultPanel } from "../result/ResultPanel";
import { DecisionBadge } from "../ui/badges";
import { Icon } from "../ui/Icon";
import { duration, STAGE_WORK } from "../ui/words";
import { AnswerView } from "./AnswerView";
import { type EndingActions, EndingView } from "./EndingView";
import { Evidence } from "./Evidence";
import { Feedback } from "./Feedback";
import { Parameters } from "./Parameters";
import { agentName } from "./Steps";
import { Rail } from "./Rail";
import { stations } from "./stations";
import { isRunning, lastAttempt, type Turn } from "./turn";

export interface TurnActions extends EndingActions {
  onChoose: (question: string, choice: QueryChoice) => void;
  /** Returns whether a candidate came of it. */
  onFeedback: (key: string, given: FeedbackGiven) => Promise<boolean>;
  onCheck: ((sql: string) => void) | undefined;
}

/** One question with its way and its answer. */
export const TurnView = memo(function TurnView({ turn, actions }: { turn: Turn; actions: TurnActions }) {
  const running = isRunning(turn);
  const verdict = lastAttempt(turn)?.verdict;
  return (
    <article className="turn" id={`turn-${turn.key}`} aria-labelledby={`question-${turn.key}`} aria-busy={running}>
      <h2 className="question" id={`question-${turn.key}`}>
        {turn.question}
      </h2>
      <div className="progress">
        {isPast(turn) ? null : <Rail turn={turn} />}
        <div className="progress-end">
          <span className="progress-time">
            {running ? <Elapsed since={turn.askedAt} /> : turn.tookMs === undefined ? null : duration(turn.tookMs)}
          </span>
          {running ? (
            <button
              type="button"
              className="button button-small"
              disabled={turn.cancelling}
              onClick={() => actions.onCancel(turn.key)}
            >
              <Icon name="stop" size={14} />
              {turn.cancelling ? "Cancelling…" : "Cancel"}
            </button>
          ) : verdict ? (
            <DecisionBadge decision={verdict.decision} />
          ) : null}
        </div>
      </div>
      {running ? <Now turn={turn} /> : null}
      {turn.answer ? <AnswerView turn={turn} answer={turn.answer} /> : null}
      <EndingView turn={turn} actions={actions} />
      {turn.result && keepsResult(turn) ? (
        <ResultPanel result={turn.result} chart={turn.chart} question={turn.question} />
      ) : null}
      <Parameters turn={turn} onChoose={actions.onChoose} />
      <Feedback turn={turn} onFeedback={actions.onFeedback} />
      <Evidence turn={turn} onCheck={actions.onCheck} />
    </article>
  );
});

/** Of a question from an earlier visit only its end is known. */
function isPast(turn: Turn): boolean {
  return turn.phase.name === "ended" && turn.steps.length === 0;
}

/** Rows of a request that then failed are not shown: they are no answer. */
function keepsResult(turn: Turn): boolean {
  return (
    isRunning(turn) || turn.phase.name === "lost" || (turn.phase.name === "ended" && turn.phase.outcome === "answered")
  );
}

/** What is being done at this moment. */
function Now({ turn }: { turn: Turn }) {
  const step = turn.steps[turn.steps.length - 1];
  const active = stations(turn).find((station) => station.state === "active")?.stage;
  const doing =
    turn.phase.name === "sending"
      ? "Sending the question"
      : turn.phase.name === "running" && turn.phase.connection === "reconnecting"
        ? "Connection lost; reconnecting, nothing is missed"
        : active
          ? STAGE_WORK[active]
          : "Waiting for a free place";
  return (
    <div className="now">
      <p className="now-line">
        <span className="pulse" aria-hidden="true" />
        <strong>{doing}</strong>
        {step && turn.phase.name === "running" ? (
          <span className="muted now-detail">
            {agentName(step.agent)}: {step.detail || step.stage.replaceAll("-", " ")}
          </span>
        ) : null}
      </p>
      {turn.tokens ? <pre className="tokens">{turn.tokens}</pre> : null}
    </div>
  );
}

function Elapsed({ since }: { since: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 100);
    return () => clearInterval(timer);
  }, []);
  return <>{duration(Math.max(0, now - since))}</>;
}
