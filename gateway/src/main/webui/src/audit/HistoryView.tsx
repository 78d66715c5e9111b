import { useCallback } from "react";
import { auditOf } from "../api/gateway";
import { SqlView } from "../sql/SqlView";
import { Icon } from "../ui/Icon";
import { short, time } from "../ui/words";
import { type AuditRecord, readHistory } from "./audit";
import { useLoaded } from "./useLoaded";

/** Everything that was recorded about one request, oldest first. */
export function HistoryView({ requestId, onSignedOut }: { requestId: string; onSignedOut: () => void }) {
  const load = useCallback(
    async (signal: AbortSignal) => readHistory(await auditOf(requestId, signal)),
    [requestId],
  );
  const [history] = useLoaded(load, onSignedOut);

  return (
    <div className="page">
      <header className="page-head">
        <a className="back" href="#/audit">
          <Icon name="back" size={16} />
          Audit
        </a>
        <h1>One request</h1>
        <p>
          <code>{requestId}</code>
        </p>
      </header>
      {history.state === "loading" ? (
        <p role="status">Loading…</p>
      ) : history.state === "failed" ? (
        <p className="field-error" role="alert">
          {history.message}
        </p>
      ) : (
        <>
          {history.value.summary.length > 0 ? (
            <section className="panel panel-body" aria-label="Summary">
              <Facts facts={history.value.summary} />
            </section>
          ) : null}
          <section className="panel panel-body" aria-label="Records">
            <h2>{history.value.records.length} records</h2>
            <ol className="history">
              {history.value.records.map((record, i) => (
                <RecordView key={i} record={record} />
              ))}
            </ol>
          </section>
        </>
      )}
    </div>
  );
}

function RecordView({ record }: { record: AuditRecord }) {
  return (
    <li>
      <details>
        <summary>
          <span className="history-title">{record.title}</span>
          <span className="muted">{record.who}</span>
          <span className="spacer" />
          <time className="muted" dateTime={record.at}>
            {time(record.at)}
          </time>
        </summary>
        <Facts facts={record.facts} />
        {record.hash ? (
          <p className="muted small" title={record.hash}>
            hash <code>{short(record.hash, 24)}</code>
          </p>
        ) : null}
      </details>
    </li>
  );
}

function Facts({ facts }: { facts: [string, string][] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => {
        const sql = name === "sql" || name.startsWith("sql_asked") || name.startsWith("sql_run") || name === "rewritten_sql";
        return (
          <div key={name} className={sql || value.length > 60 ? "fact-wide" : undefined}>
            <dt>{name.replaceAll("_", " ")}</dt>
            <dd>{sql ? <SqlView sql={value} label={name.replaceAll("_", " ")} /> : /_at$|time$/.test(name) ? time(value) : value}</dd>
          </div>
        );
      })}
    </dl>
  );
}
