import { type FormEvent, useCallback, useState } from "react";
import { decideKnowledge, type KnowledgeDecision, knowledgeOf } from "../api/gateway";
import { DecisionForm } from "../review/DecisionForm";
import { SqlView } from "../sql/SqlView";
import { DecidedPage } from "../ui/DecidedPage";
import { Icon } from "../ui/Icon";
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

  return (
    <DecidedPage
      list={{ href: "#/knowledge", name: "Knowledge" }}
      title={(entry) => entry?.question || "One query"}
      load={load}
      onSignedOut={onSignedOut}
    >
      {(entry, decide) => (
        <EntryBody
          entry={entry}
          retires={retires}
          onDecide={(decision, reason) =>
            decide(async () => readEntry(await decideKnowledge(entryId, decision, reason)))
          }
        />
      )}
    </DecidedPage>
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
