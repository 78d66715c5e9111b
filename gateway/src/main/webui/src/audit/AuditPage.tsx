import { useCallback, useState } from "react";
import { recentAudit } from "../api/gateway";
import { Icon } from "../ui/Icon";
import { time } from "../ui/words";
import { type AuditRow, readRecent } from "./audit";
import { HistoryView } from "./HistoryView";
import { useLoaded } from "./useLoaded";
import { VerifyPanel } from "./VerifyPanel";

const DECISIONS = ["", "allow", "review", "deny"];
const PAGE = 50;

/** What was asked, by whom, and what was decided; for those who watch over it. */
export function AuditPage({ requestId, onSignedOut }: { requestId: string | undefined; onSignedOut: () => void }) {
  if (requestId) return <HistoryView requestId={requestId} onSignedOut={onSignedOut} />;
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
  const load = useCallback(
    async (signal: AbortSignal) => {
      const query = new URLSearchParams({ limit: String(PAGE) });
      if (decision) query.set("policy_decision", decision);
      return readRecent(await recentAudit(query, signal)).rows;
    },
    [decision],
  );
  const [recent, reload] = useLoaded(load, onSignedOut);

  return (
    <section className="panel" aria-label="Recent requests">
      <header className="panel-head">
        <h2>Recent requests</h2>
        <span className="spacer" />
        <label className="inline-label" htmlFor="audit-decision">
          Decision
        </label>
        <select id="audit-decision" value={decision} onChange={(event) => setDecision(event.target.value)}>
          {DECISIONS.map((name) => (
            <option key={name} value={name}>
              {name || "any"}
            </option>
          ))}
        </select>
        <button type="button" className="button button-small" onClick={reload}>
          <Icon name="again" size={15} />
          Reload
        </button>
      </header>
      {recent.state === "loading" ? (
        <p className="panel-empty" role="status">
          Loading…
        </p>
      ) : recent.state === "failed" ? (
        <p className="panel-empty field-error" role="alert">
          {recent.message}
        </p>
      ) : recent.value.length === 0 ? (
        <p className="panel-empty">No request was recorded{decision ? " with this decision" : " yet"}.</p>
      ) : (
        <div className="table-frame" role="region" aria-label="Recent requests" tabIndex={0}>
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
              {recent.value.map((row) => (
                <RecentRow key={row.requestId} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function RecentRow({ row }: { row: AuditRow }) {
  return (
    <tr>
      <td className="nowrap">{time(row.at)}</td>
      <td title={row.roles}>{row.asker ?? ""}</td>
      <td className="audit-question">
        <a href={`#/audit/${encodeURIComponent(row.requestId)}`}>{row.question ?? row.requestId}</a>
      </td>
      <td>{row.decision ? <span className={`decision decision-${row.decision}`}>{row.decision}</span> : ""}</td>
      <td>{row.outcome?.replaceAll("_", " ") ?? ""}</td>
      <td className="numeric">{row.rows ?? ""}</td>
    </tr>
  );
}
