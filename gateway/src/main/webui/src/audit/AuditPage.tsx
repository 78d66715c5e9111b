import { useCallback, useState } from "react";
import { recentAudit } from "../api/gateway";
import { ListPanel } from "../ui/ListPanel";
import { Pager } from "../ui/Pager";
import { useLoaded } from "../ui/useLoaded";
import { time } from "../ui/words";
import { type AuditRow, readRecent } from "./audit";
import { StoryView } from "./StoryView";
import { VerifyPanel } from "./VerifyPanel";

const DECISIONS = ["", "allow", "review", "deny"];
const STATUSES = [
  "",
  "answered",
  "pending_review",
  "denied",
  "unanswered",
  "failed",
  "timed_out",
  "cancelled",
  "running",
];
const PAGE_SIZE = "50";

/** What was asked, by whom, and what was decided; for those who watch over it. */
export function AuditPage({ requestId, onSignedOut }: { requestId: string | undefined; onSignedOut: () => void }) {
  if (requestId) return <StoryView requestId={requestId} onSignedOut={onSignedOut} />;
  return (
    <div className="page">
      <header className="page-head">
        <h1>Audit</h1>
        <p>Every question, decision and query, recorded once and chained by hash, so that a change would show.</p>
      </header>
      <VerifyPanel onSignedOut={onSignedOut} />
      <Recent onSignedOut={onSignedOut} />
    </div>
  );
}

function Recent({ onSignedOut }: { onSignedOut: () => void }) {
  const [decision, setDecision] = useState("");
  const [status, setStatus] = useState("");
  /** The cursors of the pages up to this one; none for the first. */
  const [cursors, setCursors] = useState<string[]>([]);
  const cursor = cursors[cursors.length - 1];
  const load = useCallback(
    async (signal: AbortSignal) => {
      const query = new URLSearchParams({ limit: PAGE_SIZE });
      if (decision) query.set("policy_decision", decision);
      if (status) query.set("status", status);
      if (cursor) query.set("cursor", cursor);
      return readRecent(await recentAudit(query, signal));
    },
    [decision, status, cursor],
  );
  const [recent, reload] = useLoaded(load, onSignedOut);
  const next = recent.state === "ready" ? recent.value.nextCursor : undefined;

  return (
    <ListPanel
      label="Recent requests"
      title="Recent requests"
      controls={
        <>
          <Filter
            id="audit-decision"
            label="Policy"
            options={DECISIONS}
            value={decision}
            onChange={(name) => (setDecision(name), setCursors([]))}
          />
          <Filter
            id="audit-status"
            label="Outcome"
            options={STATUSES}
            value={status}
            onChange={(name) => (setStatus(name), setCursors([]))}
          />
        </>
      }
      loaded={recent}
      onReload={reload}
      list={({ rows }) => rows.length > 0 && <RecentTable rows={rows} />}
      empty={decision || status ? "No recorded request fits." : "No request was recorded yet."}
      foot={<Pager cursors={cursors} next={next} onTurn={setCursors} />}
    />
  );
}

function Filter({
  id,
  label,
  options,
  value,
  onChange,
}: {
  id: string;
  label: string;
  options: string[];
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <>
      <label className="inline-label" htmlFor={id}>
        {label}
      </label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((name) => (
          <option key={name} value={name}>
            {name.replaceAll("_", " ") || "any"}
          </option>
        ))}
      </select>
    </>
  );
}

function RecentTable({ rows }: { rows: AuditRow[] }) {
  return (
    <div className="table-frame" role="group" aria-label="Recent requests" tabIndex={0}>
      <table className="grid audit-grid">
        <thead>
          <tr>
            <th scope="col">Asked</th>
            <th scope="col">By</th>
            <th scope="col">Question</th>
            <th scope="col">Policy</th>
            <th scope="col">Outcome</th>
            <th scope="col" className="numeric">
              Rows
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.requestId}>
              <td className="nowrap">{time(row.at)}</td>
              <td title={row.roles.join(", ")}>
                {row.asker}
                {row.verified ? null : <span className="said-bad"> (not proved)</span>}
              </td>
              <td className="audit-question">
                <a href={`#/audit/${encodeURIComponent(row.requestId)}`}>{row.question ?? row.requestId}</a>
                {row.conflicts > 0 ? <span className="said-bad"> Conflicting records</span> : null}
              </td>
              <td>
                {row.decision ? <span className={`decision decision-${row.decision}`}>{row.decision}</span> : null}
              </td>
              <td className="nowrap">{row.status?.replaceAll("_", " ")}</td>
              <td className="numeric">{row.rows}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
