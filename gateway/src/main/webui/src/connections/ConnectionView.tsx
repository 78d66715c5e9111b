import { useCallback, useEffect, useState } from "react";
import {
  changeConnection,
  connectionKinds,
  connectionOf,
  connections,
  deleteConnection,
  readTables,
  testConnection,
} from "../api/gateway";
import { describe, Problem } from "../api/problem";
import { Back } from "../ui/Back";
import { Icon } from "../ui/Icon";
import { time } from "../ui/words";
import {
  type Connection,
  type Difference,
  isBusy,
  isUpload,
  type Kind,
  readConnection,
  readConnections,
  readKinds,
  type Reading,
  type TestRun,
} from "./connection";
import { ConnectionForm } from "./ConnectionForm";

const LOOK_AGAIN_MS = 1_000;

/** One connection: what it is, whether it works, what it holds. */
export function ConnectionView({
  id,
  keepsModels,
  onChanged,
  onSignedOut,
}: {
  id: string;
  keepsModels: boolean;
  onChanged: () => void;
  onSignedOut: () => void;
}) {
  const [connection, setConnection] = useState<Connection>();
  const [error, setError] = useState<string>();
  const [editing, setEditing] = useState<{ kinds: Kind[]; mayShare: boolean }>();
  const [deleting, setDeleting] = useState(false);
  const [round, setRound] = useState(0);

  const failed = useCallback(
    (failure: unknown) => {
      if (failure instanceof Problem && failure.unauthenticated) onSignedOut();
      setError(describe(failure));
    },
    [onSignedOut],
  );

  useEffect(() => {
    const controller = new AbortController();
    connectionOf(id, controller.signal).then(
      (json) => {
        setConnection(readConnection(json));
        setError(undefined);
      },
      (failure: unknown) => {
        if (!controller.signal.aborted) failed(failure);
      },
    );
    return () => controller.abort();
  }, [id, round, failed]);

  // While something goes on, it is looked at again; then the page is quiet.
  useEffect(() => {
    if (!connection || !isBusy(connection)) return;
    const timer = setTimeout(() => setRound((n) => n + 1), LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [connection]);

  async function begin(job: (id: string) => Promise<void>): Promise<void> {
    try {
      await job(id);
      setRound((n) => n + 1);
    } catch (failure) {
      failed(failure);
    }
  }

  async function edit(): Promise<void> {
    try {
      const signal = new AbortController().signal;
      const [kinds, listing] = await Promise.all([connectionKinds(signal), connections(signal)]);
      setEditing({ kinds: readKinds(kinds), mayShare: readConnections(listing).mayShare });
    } catch (failure) {
      failed(failure);
    }
  }

  async function remove(): Promise<void> {
    try {
      await deleteConnection(id);
      onChanged();
      location.hash = "#/connections";
    } catch (failure) {
      setDeleting(false);
      failed(failure);
    }
  }

  return (
    <div className="page page-narrow">
      <Back href="#/connections" to="Connections" />
      <header className="page-head">
        <h1>{connection?.name ?? "Connection"}</h1>
        {connection ? (
          <p>
            {connection.kind} · {connection.shared ? "everybody's" : `of ${connection.owner}`}
            {connection.configured ? " · set by the installation" : ""}
          </p>
        ) : null}
      </header>
      {error ? (
        <p className="field-error" role="alert">
          {error}
        </p>
      ) : null}
      {connection && editing ? (
        <ConnectionForm
          kinds={editing.kinds}
          connection={connection}
          mayShare={editing.mayShare}
          onSave={async (draft) => {
            await changeConnection(id, draft);
            setEditing(undefined);
            setConnection(undefined);
            setRound((n) => n + 1);
            onChanged();
          }}
          onCancel={() => setEditing(undefined)}
        />
      ) : connection ? (
        <ConnectionBody
          connection={connection}
          keepsModels={keepsModels}
          deleting={deleting}
          onTest={() => void begin(testConnection)}
          onSync={() => void begin(readTables)}
          onEdit={() => void edit()}
          onDelete={(really) => (really ? void remove() : setDeleting(!deleting))}
        />
      ) : error ? null : (
        <p role="status">Loading…</p>
      )}
    </div>
  );
}

export function ConnectionBody({
  connection,
  keepsModels,
  deleting,
  onTest,
  onSync,
  onEdit,
  onDelete,
}: {
  connection: Connection;
  keepsModels: boolean;
  deleting: boolean;
  onTest: () => void;
  onSync: () => void;
  onEdit: () => void;
  /** Asks first; then really. */
  onDelete: (really: boolean) => void;
}) {
  const cares = connection.settings !== undefined;
  return (
    <>
      <section className="panel" aria-labelledby="tables-title">
        <header className="panel-head">
          <h2 id="tables-title">Tables</h2>
          <span className="spacer" />
          {keepsModels ? (
            <a className="button button-small" href={`#/semantics/${encodeURIComponent(connection.id)}`}>
              Semantic model
            </a>
          ) : null}
          {cares ? (
            <button
              type="button"
              className="button button-small"
              disabled={connection.sync?.state === "running"}
              onClick={onSync}
            >
              <Icon name="again" size={15} />
              Read now
            </button>
          ) : null}
        </header>
        <div className="panel-body" aria-live="polite">
          <ReadingView reading={connection.sync} />
        </div>
      </section>
      {cares ? (
        <section className="panel" aria-labelledby="test-title">
          <header className="panel-head">
            <h2 id="test-title">Test</h2>
            <span className="spacer" />
            <button
              type="button"
              className="button button-small"
              disabled={connection.test?.state === "running"}
              onClick={onTest}
            >
              <Icon name="tick" size={15} />
              Test now
            </button>
          </header>
          <div className="panel-body" aria-live="polite">
            <TestView test={connection.test} />
          </div>
        </section>
      ) : null}
      {cares ? (
        <section className="panel" aria-labelledby="settings-title">
          <header className="panel-head">
            <h2 id="settings-title">Settings</h2>
            <span className="spacer" />
            {connection.editable ? (
              <>
                {isUpload(connection) ? (
                  <a className="button button-small" href={`#/connections/${encodeURIComponent(`upload:${connection.id}`)}`}>
                    Replace table
                  </a>
                ) : null}
                <button type="button" className="button button-small" onClick={onEdit}>
                  Edit
                </button>
                <button type="button" className="button button-small" onClick={() => onDelete(false)}>
                  Delete
                </button>
              </>
            ) : null}
          </header>
          <div className="panel-body stack">
            {deleting ? (
              <div className="notice tone-wait" role="alert">
                <Icon name="warning" size={16} />
                <div className="stack-tight">
                  <p>What runs on it ends, and nobody can ask it any more. This cannot be undone.</p>
                  <div className="form-row">
                    <button type="button" className="button button-small" onClick={() => onDelete(true)}>
                      Delete it
                    </button>
                    <button type="button" className="button button-small" onClick={() => onDelete(false)}>
                      Keep it
                    </button>
                  </div>
                </div>
              </div>
            ) : null}
            <dl className="facts">
              {Object.entries(connection.settings ?? {})
                .sort(([a], [b]) => a.localeCompare(b))
                .map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{value.split(",").join(", ")}</dd>
                  </div>
                ))}
              <div>
                <dt>secret</dt>
                <dd>{connection.hasSecret ? "sealed to the executor" : "none"}</dd>
              </div>
            </dl>
          </div>
        </section>
      ) : null}
    </>
  );
}

function ReadingView({ reading }: { reading: Reading | undefined }) {
  if (!reading || reading.state === "never") return <p className="muted">Not read yet; that happens by itself.</p>;
  const found = reading.tables === undefined ? null : `${reading.tables.toLocaleString("en")} tables and views`;
  return (
    <div className="stack-tight">
      {reading.state === "running" ? (
        <p role="status">Reading since {time(reading.at)}…</p>
      ) : reading.state === "passed" ? (
        <p>
          <strong className="said-good">{found}</strong> <span className="muted">read {time(reading.at)}</span>
        </p>
      ) : (
        <Wrong message={reading.message} advice={reading.advice} />
      )}
      {reading.state !== "passed" && found ? <p className="muted">Before: {found}.</p> : null}
      {reading.changes ? (
        <>
          <p className="muted">Last change {time(reading.changes.at)}:</p>
          <ul className="changes">
            <Changed word="added" difference={reading.changes.added} />
            <Changed word="changed" difference={reading.changes.changed} />
            <Changed word="gone" difference={reading.changes.removed} />
          </ul>
        </>
      ) : null}
    </div>
  );
}

function Changed({ word, difference }: { word: string; difference: Difference }) {
  if (difference.count === 0) return null;
  const more = difference.count - difference.names.length;
  return (
    <li>
      {difference.count.toLocaleString("en")} {word}:{" "}
      <span className="columns">
        {difference.names.map((name) => (
          <code key={name}>{name}</code>
        ))}
        {more > 0 ? <span className="muted">and {more.toLocaleString("en")} more</span> : null}
      </span>
    </li>
  );
}

function TestView({ test }: { test: TestRun | undefined }) {
  if (!test) return <p className="muted">Not tested yet.</p>;
  if (test.state === "running") return <p role="status">Testing since {time(test.at)}…</p>;
  if (test.state !== "passed") return <Wrong message={test.message} advice={test.advice} />;
  return (
    <div className="stack-tight">
      <p>
        <strong className="said-good">It works.</strong> {test.product}, {test.tables?.toLocaleString("en")} tables and
        views. <span className="muted">{time(test.at)}</span>
      </p>
      {test.findings.length > 0 ? (
        <div className="notice tone-wait">
          <Icon name="warning" size={16} />
          <div className="stack-tight">
            <ul className="stack-tight">
              {test.findings.map((finding) => (
                <li key={finding}>{finding}</li>
              ))}
            </ul>
            {test.advice ? <p>{test.advice}</p> : null}
          </div>
        </div>
      ) : null}
    </div>
  );
}

function Wrong({ message, advice }: { message: string | undefined; advice: string | undefined }) {
  return (
    <div className="notice tone-fault">
      <Icon name="warning" size={16} />
      <div className="stack-tight">
        <p>
          <strong>{message ?? "It does not work."}</strong>
        </p>
        {advice ? <p>{advice}</p> : null}
      </div>
    </div>
  );
}
