import { type FormEvent, useRef, useState } from "react";
import { beginUpload, finishUpload, previewUpload, sendPart } from "../api/gateway";
import { describe, Problem } from "../api/problem";
import { Back } from "../ui/Back";
import { type BadRow, type Format, partsOf, type Preview, readBadRows, TYPE_WORDS, TYPES } from "./upload";

type Editing = { name: "editing" | "keeping"; id: string; file: string; preview: Preview };

type Stage =
  | { name: "choosing" }
  | { name: "sending"; done: number; all: number }
  | { name: "looking" }
  | Editing;

const DELIMITERS: Record<string, string> = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" };

/** A CSV file becomes a connection: choose, look, edit, finish. */
export function UploadPage({
  connectionId,
  mayShare,
  onDone,
  onSignedOut,
}: {
  /** The connection whose table is replaced; absent for a new one. */
  connectionId: string | undefined;
  mayShare: boolean;
  onDone: (connectionId: string) => void;
  onSignedOut: () => void;
}) {
  const [stage, setStage] = useState<Stage>({ name: "choosing" });
  const [error, setError] = useState<string>();
  const [badRows, setBadRows] = useState<BadRow[]>([]);
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const stopped = useRef(false);

  function failed(failure: unknown): void {
    if (failure instanceof Problem && failure.unauthenticated) onSignedOut();
    setError(describe(failure));
    setBadRows(failure instanceof Problem ? readBadRows(failure.more.bad_rows) : []);
  }

  async function send(file: File): Promise<void> {
    stopped.current = false;
    setError(undefined);
    setBadRows([]);
    try {
      const { id, size, most } = await beginUpload();
      if (file.size > most) throw new Error(`The file is larger than ${Math.floor(most / 1_048_576)} MB.`);
      const parts = partsOf(file, size);
      for (const [number, part] of parts.entries()) {
        if (stopped.current) return setStage({ name: "choosing" });
        setStage({ name: "sending", done: number, all: parts.length });
        await sendPart(id, number, part);
      }
      setStage({ name: "looking" });
      const preview = await previewUpload(id, file.name, undefined);
      if (!name) setName(file.name.replace(/\.[^.]+$/, "").slice(0, 100));
      setStage({ name: "editing", id, file: file.name, preview });
    } catch (failure) {
      failed(failure);
      setStage({ name: "choosing" });
    }
  }

  async function look({ id, file, preview }: Editing, change: Partial<Format>): Promise<void> {
    setError(undefined);
    try {
      const format = { ...preview.format, ...change };
      setStage({ name: "editing", id, file, preview: await previewUpload(id, file, format) });
    } catch (failure) {
      failed(failure);
      setStage({ name: "editing", id, file, preview });
    }
  }

  async function finish(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (stage.name !== "editing") return;
    const { id, file, preview } = stage;
    setStage({ ...stage, name: "keeping" });
    setError(undefined);
    setBadRows([]);
    try {
      const { table, format, columns } = preview;
      onDone(
        await finishUpload(id, {
          ...(connectionId ? { connection_id: connectionId } : { name, shared }),
          table,
          format,
          columns,
        }),
      );
    } catch (failure) {
      failed(failure);
      setStage({ name: "editing", id, file, preview });
    }
  }

  return (
    <div className="page">
      <Back href="#/connections" to="Connections" />
      <header className="page-head">
        <h1>{connectionId ? "Replace the table" : "Upload a CSV file"}</h1>
        <p>
          The first line names the columns. You see what is found before anything is kept; then all rows are kept, or
          none.
        </p>
      </header>
      {error ? (
        <div className="panel panel-body stack-tight" role="alert">
          <p className="field-error">{error}</p>
          {badRows.length > 0 ? <BadRows rows={badRows} /> : null}
        </div>
      ) : null}
      {stage.name === "choosing" ? (
        <section className="panel panel-body field-row">
          <label htmlFor="upload-file">File</label>
          <input
            id="upload-file"
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) void send(file);
            }}
          />
        </section>
      ) : stage.name === "sending" ? (
        <section className="panel panel-body stack-tight" role="status">
          <p>
            Sending, {Math.floor((100 * stage.done) / stage.all)} % done…{" "}
            <button type="button" className="button button-small" onClick={() => (stopped.current = true)}>
              Stop
            </button>
          </p>
          <progress value={stage.done} max={stage.all} aria-label="Sent" />
        </section>
      ) : stage.name === "looking" ? (
        <p role="status">Looking at the file…</p>
      ) : (
        <form className="panel panel-body stack" onSubmit={(event) => void finish(event)}>
          <div className="form-row">
            <label className="inline-label" htmlFor="upload-delimiter">
              Values end with
            </label>
            <select
              id="upload-delimiter"
              value={stage.preview.format.delimiter}
              onChange={(event) => void look(stage, { delimiter: event.target.value })}
            >
              {Object.entries(DELIMITERS).map(([delimiter, word]) => (
                <option key={word} value={delimiter}>
                  {word}
                </option>
              ))}
            </select>
            <label className="check-label">
              <input
                type="checkbox"
                checked={stage.preview.format.header}
                onChange={(event) => void look(stage, { header: event.target.checked })}
              />
              The first line names the columns
            </label>
            <span className="muted small">{stage.preview.encoding}</span>
          </div>
          <PreviewTable
            preview={stage.preview}
            onColumn={(index, column) =>
              setStage({
                ...stage,
                preview: {
                  ...stage.preview,
                  columns: stage.preview.columns.map((old, i) => (i === index ? { ...old, ...column } : old)),
                },
              })
            }
          />
          <div className="field-row">
            <label htmlFor="upload-table">Name of the table</label>
            <input
              id="upload-table"
              value={stage.preview.table}
              maxLength={63}
              required
              spellCheck={false}
              onChange={(event) =>
                setStage({ ...stage, preview: { ...stage.preview, table: event.target.value } })
              }
            />
          </div>
          {connectionId ? null : (
            <div className="field-row">
              <label htmlFor="upload-name">Name of the connection</label>
              <input
                id="upload-name"
                value={name}
                maxLength={100}
                required
                onChange={(event) => setName(event.target.value)}
              />
              {mayShare ? (
                <label className="check-label">
                  <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} />
                  For everybody
                </label>
              ) : null}
            </div>
          )}
          <div className="form-row">
            <button type="submit" className="button button-primary" disabled={stage.name === "keeping"}>
              {stage.name === "keeping" ? "Reading all rows…" : connectionId ? "Replace" : "Finish"}
            </button>
            <button type="button" className="button" onClick={() => setStage({ name: "choosing" })}>
              Another file
            </button>
          </div>
        </form>
      )}
    </div>
  );
}

export function PreviewTable({
  preview,
  onColumn,
}: {
  preview: Preview;
  onColumn: (index: number, column: { name?: string; type?: string }) => void;
}) {
  return (
    <div className="table-frame" role="group" aria-label="Columns and the first rows" tabIndex={0}>
      <table className="grid upload-grid">
        <thead>
          <tr>
            {preview.columns.map((column, index) => (
              <th key={index} scope="col">
                <input
                  aria-label={`Name of column ${index + 1}`}
                  value={column.name}
                  maxLength={63}
                  required
                  spellCheck={false}
                  onChange={(event) => onColumn(index, { name: event.target.value })}
                />
                <select
                  aria-label={`Type of column ${index + 1}`}
                  value={column.type}
                  onChange={(event) => onColumn(index, { type: event.target.value })}
                >
                  {TYPES.map((type) => (
                    <option key={type} value={type}>
                      {TYPE_WORDS[type]}
                    </option>
                  ))}
                </select>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row, index) => (
            <tr key={index}>
              {preview.columns.map((_, cell) => (
                <td key={cell}>{row[cell]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function BadRows({ rows }: { rows: BadRow[] }) {
  return (
    <ul className="bad-rows">
      {rows.map((row) => (
        <li key={row.line}>
          Line {row.line.toLocaleString("en")}
          {row.column ? (
            <>
              , column <code>{row.column}</code>
            </>
          ) : null}
          : {row.message}
        </li>
      ))}
    </ul>
  );
}
