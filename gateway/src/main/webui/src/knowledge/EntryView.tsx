import { type FormEvent, useCallback, useEffect, useState } from "react";
import { decideKnowledge, type KnowledgeDecision, knowledgeOf } from "../api/gateway";
import { describe, Problem } from "../api/problem";
import { DecisionForm } from "../review/DecisionForm";
import { SqlView } from "../sql/SqlView";
import { Icon } from "../ui/Icon";
import { useLoaded } from "../ui/useLoaded";
import { time } from "../ui/words";
import { fateOf, type KnowledgeEntry, readEntry } from "./knowledge";

/** One query: what it answers, its SQL, and what a steward can do about it. */
export function EntryView({
  entryId,
  retires,
  onSignedOut,
}: {
  entryId: string;
  retires: boolean;
  onSignedOut: () => void;
}) {
  const load = useCallback(async (signal: AbortSignal) => readEntry(await knowledgeOf(entryId, signal)), [entryId]);
  const [loaded, reload] = useLoaded(load, onSignedOut);
  /** What the server answered to the decision; newer than what was loaded. */
  const [decided, setDecided] = useState<KnowledgeEntry>();
  const [refused, setRefused] = useState<string>();
  const entry = decided ?? (loaded.state === "ready" ? loaded.value : undefined);

  async function decide(decision: KnowledgeDecision, reason: string): Promise<void> {
    setRefused(undefined);
    try {
      setDecided(readEntry(await decideKnowledge(entryId, decision, reason)));
    } catch (error) {
      if (error instanceof Problem && error.unauthenticated) onSignedOut();
      setRefused(describe(error));
      // Somebody was first: show how it stands now.
      if (error instanceof Problem && error.status === 409) reload();
    }
  }

  useEffect(() => setDecided(undefined), [loaded]);

  return (
    <div className="page">
      <header className="page-head">
        <a className="back" href="#/knowledge">
          <Icon name="back" size={16} />
          Knowledge
        </a>
        <h1>{entry?.question || "One query"}</h1>
      </header>
      {refused ? (
        <p className="field-error" role="alert">
          {refused}
        </p>
      ) : null}
      {entry ? (
        <EntryBody entry={entry} retires={retires} onDecide={decide} />
      ) : loaded.state === "loading" ? (
        <p role="status">Loading…</p>
      ) : (
        <p className="field-error" role="alert">
          {loaded.state === "failed" ? loaded.message : "The server's answer cannot be understood."}
        </p>
      )}
    </div>
  );
}

export function EntryBody({
  entry,
  retires,
  onDecide,
}: {
  entry: KnowledgeEntry;
  retires: boolean;
  onDecide: (decision: KnowledgeDecision, reason: string) => Promise<void>;
}) {
  return (
    <section className="panel panel-body stack" aria-label="How it stands">
      <p className="verdict-head">
        <strong role="status">{fateOf(entry)}</strong>
        <span className="muted">
          proposed by {entry.proposedBy}, {time(entry.proposedAt)} · {entry.connection}
        </span>
      </p>
      {entry.reason ? <blockquote className="review-reason">{entry.reason}</blockquote> : null}
      {entry.decidedAt ? <p className="muted">Since {time(entry.decidedAt)}.</p> : null}
      <SqlView sql={entry.sql} label="SQL of the query" />
      <p className="muted small">
        Values that the question names are replaced by those of the question that is asked. Policy judges the SQL each
        time.
      </p>
      {entry.mayDecide ? <DecisionForm onDecide={onDecide} /> : null}
      {entry.state === "approved" && retires ? <RetireForm onRetire={(reason) => onDecide("retire", reason)} /> : null}
    </section>
  );
}

function RetireForm({ onRetire }: { onRetire: (reason: string) => Promise<void> }) {
  const [reason, setReason] = useState("");

  function submit(event: FormEvent): void {
    event.preventDefault();
    void onRetire(reason.trim());
  }

  return (
    <form className="stack-tight" onSubmit={submit} aria-label="Take it out of use">
      <label htmlFor="retire-reason">Why it should answer no more</label>
      <textarea
        id="retire-reason"
        rows={2}
        maxLength={1000}
        required
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="form-row">
        <button type="submit" className="button" disabled={!reason.trim()}>
          <Icon name="ban" size={16} />
          Retire
        </button>
      </div>
    </form>
  );
}
