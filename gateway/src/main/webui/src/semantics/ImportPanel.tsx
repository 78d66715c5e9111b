import { type FormEvent, useState } from "react";
import { importSemantics } from "../api/gateway";
import { describe, Problem } from "../api/problem";
import { count } from "../ui/words";
import { type Imported, readImported } from "./semantics";

const FORMATS = [
  { name: "dbt", title: "dbt semantic models and metrics" },
  { name: "snowflake", title: "Snowflake semantic model" },
] as const;

/** Turns somebody else's model into ours, and says what has no place in it. */
export function ImportPanel({
  id,
  onTake,
  onSignedOut,
}: {
  id: string;
  /** Puts what came out into the editor. */
  onTake: (text: string) => void;
  onSignedOut: () => void;
}) {
  const [format, setFormat] = useState<string>(FORMATS[0].name);
  const [foreign, setForeign] = useState("");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [imported, setImported] = useState<Imported>();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setRefused(undefined);
    setImported(undefined);
    try {
      const read = readImported(await importSemantics(id, format, foreign));
      if (!read) throw new Problem(502, "invalid_response", "The server's answer cannot be understood.");
      setImported(read);
    } catch (error) {
      if (error instanceof Problem && error.unauthenticated) onSignedOut();
      setRefused(describe(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="stack">
      <form className="stack-tight" onSubmit={(event) => void submit(event)} aria-label="Import a model">
        <div className="form-row">
          <label className="inline-label" htmlFor="import-format">
            From
          </label>
          <select id="import-format" value={format} onChange={(event) => setFormat(event.target.value)}>
            {FORMATS.map((one) => (
              <option key={one.name} value={one.name}>
                {one.title}
              </option>
            ))}
          </select>
          <label className="inline-label" htmlFor="import-file">
            File
          </label>
          <input
            id="import-file"
            type="file"
            accept=".yml,.yaml"
            onChange={(event) => void event.target.files?.[0]?.text().then(setForeign)}
          />
        </div>
        <label htmlFor="import-text">Its YAML</label>
        <textarea
          id="import-text"
          className="sql-input"
          rows={10}
          required
          spellCheck={false}
          value={foreign}
          onChange={(event) => setForeign(event.target.value)}
        />
        <div className="form-row">
          <button type="submit" className="button" disabled={busy || !foreign.trim()}>
            Translate
          </button>
        </div>
      </form>
      {refused ? (
        <p className="field-error" role="alert">
          {refused}
        </p>
      ) : null}
      {imported ? <ImportedView imported={imported} onTake={() => onTake(imported.text)} /> : null}
    </div>
  );
}

export function ImportedView({ imported, onTake }: { imported: Imported; onTake: () => void }) {
  return (
    <section className="stack-tight" aria-label="What came out">
      <p role="status">
        {imported.leftOut.length === 0
          ? "All of it has a place here."
          : `${count(imported.leftOut.length, "part")} left out:`}
      </p>
      {imported.leftOut.length > 0 ? (
        <ul className="flaws">
          {imported.leftOut.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
      <div className="code" role="group" aria-label="The translated model" tabIndex={0}>
        <pre>
          <code>{imported.text}</code>
        </pre>
      </div>
      <div className="form-row">
        <button type="button" className="button button-primary" onClick={onTake}>
          Put it into the editor
        </button>
      </div>
    </section>
  );
}
