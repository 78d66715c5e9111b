import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { checkSql } from "../api/gateway";
import { describe, Problem } from "../api/problem";
import { checkableRoles } from "../app/rights";
import { ConnectionPicker } from "../connections/ConnectionPicker";
import type { AskableConnection, User } from "../api/types";
import { SqlDiff } from "../sql/SqlDiff";
import { SqlView } from "../sql/SqlView";
import { DecisionBadge } from "../ui/badges";
import { CopyButton } from "../ui/CopyButton";
import { Icon } from "../ui/Icon";
import { short } from "../ui/words";
import { type Check, readCheck } from "./check";
import { FactsView } from "./FactsView";
import { LineageView } from "./LineageView";
import { ObligationsView } from "./ObligationsView";
import { Reasons } from "./Reasons";

const DIALECTS = [
  { id: "postgres", name: "PostgreSQL" },
  { id: "mysql", name: "MySQL or MariaDB" },
  { id: "sqlite", name: "SQLite" },
  { id: "duckdb", name: "DuckDB" },
  { id: "snowflake", name: "Snowflake" },
  { id: "databricks", name: "Databricks" },
  { id: "bigquery", name: "BigQuery" },
];

interface Checked {
  sql: string;
  role: string;
  connectionId: string | undefined;
  dialect: string;
  check: Check;
}

/** Tries a statement against policy. Nothing is run. */
export function CheckPage({
  user,
  sql,
  onSql,
  connections,
  connectionId,
  onConnection,
  onSignedOut,
}: {
  user: User;
  sql: string;
  onSql: (sql: string) => void;
  connections: readonly AskableConnection[];
  connectionId: string | undefined;
  onConnection: (id: string) => void;
  onSignedOut: () => void;
}) {
  const roles = checkableRoles(user.roles);
  // Somebody's rights are the union of his roles'; with one role only, that role says the same.
  const [role, setRole] = useState(user.roles.length === 1 ? user.roles[0]! : "");
  const [dialect, setDialect] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [checked, setChecked] = useState<Checked>();
  const running = useRef<AbortController>(undefined);

  useEffect(() => () => running.current?.abort(), []);

  async function run(): Promise<void> {
    if (!sql.trim()) return;
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setBusy(true);
    setError(undefined);
    try {
      const answer = await checkSql(
        sql,
        { role: role || undefined, connection_id: connectionId, dialect: dialect || undefined },
        controller.signal,
      );
      setChecked({ sql, role, connectionId, dialect, check: readCheck(answer) });
    } catch (failure) {
      if (controller.signal.aborted) return;
      if (failure instanceof Problem && failure.unauthenticated) onSignedOut();
      setChecked(undefined);
      setError(describe(failure));
    } finally {
      if (running.current === controller) setBusy(false);
    }
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    void run();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void run();
  }

  const stale =
    checked !== undefined &&
    (checked.sql !== sql ||
      checked.role !== role ||
      checked.connectionId !== connectionId ||
      checked.dialect !== dialect);
  return (
    <div className="page">
      <header className="page-head">
        <h1>Check SQL</h1>
        <p>See what policy says of a statement, and why. Nothing is run.</p>
      </header>
      <form className="panel check-form" onSubmit={submit}>
        <label htmlFor="check-sql">SQL</label>
        <textarea
          id="check-sql"
          className="sql-input"
          rows={7}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          value={sql}
          placeholder="SELECT region_name, SUM(net_revenue) FROM sales JOIN regions USING (region_id) GROUP BY region_name"
          onChange={(event) => onSql(event.target.value)}
          onKeyDown={onKey}
        />
        <div className="form-row">
          <span className="field-pair">
            <label className="inline-label" htmlFor="check-role">
              As role
            </label>
            <select id="check-role" value={role} onChange={(event) => setRole(event.target.value)}>
              {user.roles.length > 1 ? <option value="">all my roles</option> : null}
              {roles.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </span>
          {connections.length > 1 ? (
            <span className="field-pair">
              <span className="inline-label">of</span>
              <ConnectionPicker
                connections={connections}
                value={connectionId}
                label="Warehouse"
                onPick={onConnection}
              />
            </span>
          ) : null}
          <span className="field-pair">
            <label className="inline-label" htmlFor="check-dialect">
              Read as
            </label>
            <select id="check-dialect" value={dialect} onChange={(event) => setDialect(event.target.value)}>
              <option value="">the warehouse reads it</option>
              {DIALECTS.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </span>
          <span className="spacer" />
          <span className="muted small wide-only">Ctrl+Enter</span>
          <button type="submit" className="button button-primary" disabled={busy || !sql.trim()}>
            {busy ? "Checking…" : "Check"}
          </button>
        </div>
      </form>
      <div aria-live="polite">
        {error ? (
          <div className="ending tone-fault" role="alert">
            <span className="ending-icon">
              <Icon name="warning" size={20} />
            </span>
            <div className="ending-body">
              <h3>Not checked</h3>
              <p>{error}</p>
            </div>
          </div>
        ) : null}
        {checked ? <CheckView checked={checked} stale={stale} /> : null}
      </div>
    </div>
  );
}

function CheckView({ checked: { sql, role, check }, stale }: { checked: Checked; stale: boolean }) {
  const stopped = [...check.denied, ...check.reviewed];
  return (
    <section className={stale ? "panel panel-body stack is-stale" : "panel panel-body stack"} aria-label="Verdict">
      <div className="verdict-head">
        <DecisionBadge decision={check.decision} />
        <span className="muted">for {role || "all your roles"}</span>
        {check.policyVersion ? (
          <span className="muted" title={check.policyVersion}>
            policy <code>{short(check.policyVersion)}</code>
          </span>
        ) : null}
        {stale ? <span className="badge tone-wait">Of the text before your change</span> : null}
      </div>
      {check.denied.length > 0 ? <Reasons reasons={check.denied} /> : null}
      {check.reviewed.length > 0 ? <Reasons reasons={check.reviewed} /> : null}
      {check.noted.length > 0 ? (
        <section className="stack-tight">
          <h2>Other rules that fired</h2>
          <Reasons reasons={check.noted} />
        </section>
      ) : stopped.length === 0 ? (
        <p className="muted">No rule objected.</p>
      ) : null}
      {check.approvalRequired ? (
        <p className="notice tone-wait">
          <Icon name="clock" size={16} />
          <span>
            It runs once a steward other than the asker has agreed.
            {check.approvalActions.length > 0 ? ` Possible: ${check.approvalActions.join(", ")}.` : ""}
          </span>
        </p>
      ) : null}
      {check.sql ? (
        <section className="stack-tight">
          <div className="section-head">
            <h2>Rewritten SQL</h2>
            <CopyButton text={check.sql} label="Copy SQL" />
          </div>
          <SqlDiff asked={sql} run={check.sql} />
        </section>
      ) : stopped.some((reason) => reason.position !== undefined) ? (
        <section className="stack-tight">
          <h2>Where it objects</h2>
          <SqlView
            sql={sql}
            marks={stopped.flatMap((reason) => (reason.position === undefined ? [] : [reason.position]))}
          />
        </section>
      ) : null}
      {check.facts ? (
        <section className="stack-tight">
          <h2>What it reads</h2>
          <FactsView facts={check.facts} />
        </section>
      ) : null}
      {check.lineage.length > 0 ? (
        <section className="stack-tight">
          <h2>Lineage</h2>
          <LineageView lineage={check.lineage} />
        </section>
      ) : null}
      {check.obligations ? (
        <section className="stack-tight">
          <h2>Obligations</h2>
          <ObligationsView
            obligations={{ ...check.obligations, queryTag: check.obligations.queryTag ?? check.queryTag }}
          />
        </section>
      ) : null}
    </section>
  );
}
