import type { Answer } from "../api/types";
import { Confidence, SourceBadge } from "../ui/badges";
import { Figures } from "../ui/Exact";
import { Icon } from "../ui/Icon";
import { lastAttempt, type Turn } from "./turn";

/** The answer in words, with what a reader needs to judge it. */
export function AnswerView({ turn, answer }: { turn: Turn; answer: Answer }) {
  const uncertified = turn.plan?.metrics.filter((metric) => !metric.certified) ?? [];
  const assumed = (turn.plan?.assumptions ?? []).filter((text) => !answer.notes.includes(text));
  const notes = [...answer.notes, ...assumed];
  return (
    <div className="answer">
      <p className="answer-text">
        <Figures text={answer.text} />
      </p>
      <div className="badges">
        <SourceBadge source={answer.source} model={lastAttempt(turn)?.candidate.model} />
        {answer.confidence === undefined ? null : <Confidence value={answer.confidence} />}
        {uncertified.map((metric) => (
          <span className="badge tone-wait" key={metric.name} title="No owner stands behind this metric yet">
            <Icon name="warning" size={14} />
            {metric.name} is not certified
          </span>
        ))}
      </div>
      {notes.length > 0 ? (
        <ul className="notes" aria-label="Notes">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
