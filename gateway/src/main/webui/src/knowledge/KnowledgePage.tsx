import { useCallback, useState } from "react";
import { knowledge } from "../api/gateway";
import { ListPanel } from "../ui/ListPanel";
import { Pager } from "../ui/Pager";
import { useLoaded } from "../ui/useLoaded";
import { time } from "../ui/words";
import { EntryView } from "./EntryView";
import { type KnowledgeEntry, readKnowledge, STATES } from "./knowledge";

const PAGE_SIZE = "50";

/** The verified queries that answer questions, and what was proposed to become one. */
export function KnowledgePage({
  entryId,
  retires,
  onSignedOut,
}: {
  entryId: string | undefined;
  /** Whether the reader takes verified queries out of use. */
  retires: boolean;
  onSignedOut: () => void;
}) {
  if (entryId) return <EntryView key={entryId} entryId={entryId} retires={retires} onSignedOut={onSignedOut} />;
  return (
    <div className="page">
      <header className="page-head">
        <h1>Knowledge</h1>
        <p>
          Verified queries answer a question that says the same, with the values of that question. They come from
          corrections that a steward has approved.
        </p>
      </header>
      <Entries onSignedOut={onSignedOut} />
    </div>
  );
}

function Entries({ onSignedOut }: { onSignedOut: () => void }) {
  const [state, setState] = useState("");
  const [text, setText] = useState("");
  /** The cursors of the pages up to this one; none for the first. */
  const [cursors, setCursors] = useState<string[]>([]);
  const cursor = cursors[cursors.length - 1];
  const load = useCallback(
    async (signal: AbortSignal) => {
      const query = new URLSearchParams({ limit: PAGE_SIZE });
      if (state) query.set("state", state);
      if (text.trim()) query.set("q", text.trim());
      if (cursor) query.set("cursor", cursor);
      return readKnowledge(await knowledge(query, signal));
    },
    [state, text, cursor],
  );
  const [page, reload] = useLoaded(load, onSignedOut);
  const next = page.state === "ready" ? page.value.nextCursor : undefined;

  return (
    <ListPanel
      label="Verified queries"
      title="Queries"
      controls={
        <>
          <label className="inline-label" htmlFor="knowledge-text">
            Search
          </label>
          <input
            id="knowledge-text"
            type="text"
            value={text}
            maxLength={200}
            onChange={(event) => (setText(event.target.value), setCursors([]))}
          />
          <label className="inline-label" htmlFor="knowledge-state">
            Show
          </label>
          <select
            id="knowledge-state"
            value={state}
            onChange={(event) => (setState(event.target.value), setCursors([]))}
          >
            <option value="">all</option>
            {STATES.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </>
      }
      loaded={page}
      onReload={reload}
      list={(found) => found.entries.length > 0 && <EntryTable entries={found.entries} />}
      empty="Nothing here yet. Under an answer, “Correct the SQL” proposes one."
      foot={<Pager cursors={cursors} next={next} onTurn={setCursors} />}
    />
  );
}

export function EntryTable({ entries }: { entries: KnowledgeEntry[] }) {
  return (
    <div className="table-frame" role="group" aria-label="Queries" tabIndex={0}>
      <table className="grid audit-grid">
        <thead>
          <tr>
            <th scope="col">Proposed</th>
            <th scope="col">By</th>
            <th scope="col">Question</th>
            <th scope="col">State</th>
            <th scope="col">Reason</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <td className="nowrap">{time(entry.proposedAt)}</td>
              <td>{entry.proposedBy}</td>
              <td className="audit-question">
                <a href={`#/knowledge/${encodeURIComponent(entry.id)}`}>{entry.question}</a>
              </td>
              <td className="nowrap">
                {entry.state}
                {entry.decidedBy ? <span className="muted"> ({entry.decidedBy})</span> : null}
              </td>
              <td>{entry.reason ?? ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
