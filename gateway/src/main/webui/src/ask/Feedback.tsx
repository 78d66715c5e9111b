import { type FormEvent, useState } from "react";
import type { FeedbackGiven } from "../api/gateway";
import { describe } from "../api/problem";
import { Icon } from "../ui/Icon";
import { lastAttempt, type Turn } from "./turn";

/** What the answer was worth: a thumb, words, and SQL that would have been right. */
export function Feedback({
  turn,
  onFeedback,
}: {
  turn: Turn;
  onFeedback: (key: string, given: FeedbackGiven) => Promise<boolean>;
}) {
  const sql = lastAttempt(turn)?.candidate.sql;
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState<{ text: string; failed: boolean }>();
  if (turn.phase.name !== "ended" || !turn.requestId || !["answered", "unanswered"].includes(turn.phase.outcome)) {
    return null;
  }

  async function give(given: FeedbackGiven): Promise<void> {
    setSaid(undefined);
    try {
      const proposed = await onFeedback(turn.key, given);
      setOpen(false);
      setSaid({ text: proposed ? "Thank you. A steward looks at it next." : "Thank you.", failed: false });
    } catch (error) {
      setSaid({ text: describe(error), failed: true });
    }
  }

  return (
    <section className="stack-tight" aria-label="Your feedback">
      <div className="form-row">
        <button type="button" className="button button-small" onClick={() => void give({ helpful: true })}>
          <Icon name="up" size={15} />
          Right
        </button>
        <button type="button" className="button button-small" onClick={() => void give({ helpful: false })}>
          <Icon name="down-thumb" size={15} />
          Wrong
        </button>
        <button
          type="button"
          className="button button-small"
          aria-expanded={open}
          onClick={() => setOpen((before) => !before)}
        >
          Correct the SQL
        </button>
        {sql && lastAttempt(turn)?.candidate.source !== "verified_query" ? (
          <button
            type="button"
            className="button button-small"
            onClick={() => void give({ helpful: true, propose: true })}
          >
            Propose as verified query
          </button>
        ) : null}
      </div>
      {open ? <Correction turn={turn} sql={sql ?? ""} onGive={give} /> : null}
      {said ? (
        <p className={said.failed ? "field-error" : "muted"} role={said.failed ? "alert" : "status"}>
          {said.text}
        </p>
      ) : null}
    </section>
  );
}

function Correction({
  turn,
  sql,
  onGive,
}: {
  turn: Turn;
  sql: string;
  onGive: (given: FeedbackGiven) => Promise<void>;
}) {
  const [text, setText] = useState(sql);
  const [reason, setReason] = useState("");
  const [sending, setSending] = useState(false);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setSending(true);
    await onGive({ helpful: false, corrected_sql: text, ...(reason.trim() ? { reason: reason.trim() } : {}) });
    setSending(false);
  }

  return (
    <form className="stack-tight" onSubmit={(event) => void submit(event)}>
      <label htmlFor={`correct-${turn.key}`}>SQL that answers the question</label>
      <textarea
        id={`correct-${turn.key}`}
        className="sql-input"
        rows={6}
        maxLength={20000}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <label htmlFor={`reason-${turn.key}`}>What was wrong (a steward reads it)</label>
      <input
        id={`reason-${turn.key}`}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="form-row">
        <button
          type="submit"
          className="button button-primary"
          disabled={sending || !text.trim() || text.trim() === sql.trim()}
        >
          Send to the stewards
        </button>
      </div>
    </form>
  );
}
