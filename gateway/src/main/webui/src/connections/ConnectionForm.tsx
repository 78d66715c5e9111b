import { type FormEvent, useState } from "react";
import { describe, Problem } from "../api/problem";
import { type Connection, fieldOf, type Kind, type Setting } from "./connection";

export interface Draft {
  name: string;
  kind: string;
  shared: boolean;
  settings: Record<string, string>;
  secret?: string;
}

/** A connection to be filled in, drawn from what its kind declares. */
export function ConnectionForm({
  kinds,
  connection,
  mayShare,
  onSave,
  onCancel,
}: {
  kinds: Kind[];
  /** The one to be changed; absent for a new one. */
  connection: Connection | undefined;
  mayShare: boolean;
  onSave: (draft: Draft) => Promise<void>;
  onCancel: () => void;
}) {
  const [kindName, setKindName] = useState(connection?.kind ?? kinds[0]?.kind ?? "");
  const [name, setName] = useState(connection?.name ?? "");
  const [settings, setSettings] = useState<Record<string, string>>(connection?.settings ?? {});
  const [secret, setSecret] = useState("");
  const [shared, setShared] = useState(connection?.shared ?? false);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<string>();
  const kind = kinds.find((one) => one.kind === kindName);
  const at = error === undefined ? undefined : fieldOf(error);
  const said = (field: string): string | undefined => (at?.field === field ? at.words : undefined);
  const shownAtField =
    at !== undefined &&
    (["name", "kind", "shared"].includes(at.field) ||
      (at.field === "secret" && kind?.secret !== undefined) ||
      kind?.settings.some((s) => `settings.${s.name}` === at.field));

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!kind) return;
    setSaving(true);
    setError(undefined);
    // What another kind had been filled in with is no setting of this one.
    const own = Object.fromEntries(kind.settings.map((s) => [s.name, settings[s.name] ?? ""]));
    try {
      await onSave({ name, kind: kind.kind, shared, settings: own, ...(secret ? { secret } : {}) });
    } catch (failure) {
      if (failure instanceof Problem && failure.unauthenticated) return;
      const words = describe(failure);
      setError(words);
      setSaving(false);
      const field = fieldOf(words)?.field;
      if (field) requestAnimationFrame(() => document.getElementById(`connection-${field}`)?.focus());
    }
  }

  return (
    <form className="panel panel-body stack" onSubmit={(event) => void submit(event)} autoComplete="off">
      <Row id="kind" label="Kind" error={said("kind")}>
        <select id="connection-kind" value={kindName} onChange={(event) => setKindName(event.target.value)}>
          {kinds.map((one) => (
            <option key={one.kind} value={one.kind}>
              {one.label}
            </option>
          ))}
        </select>
      </Row>
      <Row id="name" label="Name" hint="as people pick it when they ask" error={said("name")}>
        <input
          id="connection-name"
          value={name}
          maxLength={100}
          required
          aria-describedby="connection-name-more"
          onChange={(event) => setName(event.target.value)}
        />
      </Row>
      {kind?.settings.map((setting) => (
        <SettingRow
          key={setting.name}
          setting={setting}
          value={settings[setting.name] ?? ""}
          error={said(`settings.${setting.name}`)}
          onChange={(value) => setSettings({ ...settings, [setting.name]: value })}
        />
      ))}
      {kind?.secret ? (
        <Row
          id="secret"
          label={kind.secret.label}
          hint={
            connection?.hasSecret
              ? "kept; enter it only to replace it, or when you change where the connection leads"
              : "sealed at once, so that only the executor can open it; never shown again"
          }
          error={said("secret")}
        >
          {kind.secret.lines ? (
            <textarea
              id="connection-secret"
              className="masked"
              rows={4}
              value={secret}
              spellCheck={false}
              autoComplete="off"
              aria-describedby="connection-secret-more"
              onChange={(event) => setSecret(event.target.value)}
            />
          ) : (
            <input
              id="connection-secret"
              type="password"
              value={secret}
              autoComplete="new-password"
              aria-describedby="connection-secret-more"
              onChange={(event) => setSecret(event.target.value)}
            />
          )}
        </Row>
      ) : null}
      {mayShare ? (
        <div className="field-row">
          <label className="check-label">
            <input
              id="connection-shared"
              type="checkbox"
              checked={shared}
              onChange={(event) => setShared(event.target.checked)}
            />
            For everybody
          </label>
          <p className="field-more">
            {said("shared") ?? "Without it only you can ask it. What each role may read is up to the policy either way."}
          </p>
        </div>
      ) : null}
      {error !== undefined && !shownAtField ? (
        <p className="field-error" role="alert">
          {error}
        </p>
      ) : null}
      <div className="form-row">
        <button type="submit" className="button button-primary" disabled={saving || !kind}>
          {saving ? "Saving…" : connection ? "Save" : "Add connection"}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

function SettingRow({
  setting,
  value,
  error,
  onChange,
}: {
  setting: Setting;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const id = `settings.${setting.name}`;
  return (
    <Row
      id={id}
      label={setting.label}
      optional={!setting.required && setting.choices.length === 0}
      hint={setting.hint}
      error={error}
    >
      {setting.choices.length > 0 ? (
        <select
          id={`connection-${id}`}
          value={value || (setting.preset ?? "")}
          aria-describedby={`connection-${id}-more`}
          onChange={(event) => onChange(event.target.value)}
        >
          {setting.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : setting.type === "lines" ? (
        <textarea
          id={`connection-${id}`}
          rows={8}
          value={value}
          required={setting.required}
          spellCheck={false}
          autoCapitalize="none"
          aria-invalid={error !== undefined}
          aria-describedby={`connection-${id}-more`}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <input
          id={`connection-${id}`}
          type="text"
          inputMode={setting.type === "number" ? "numeric" : "text"}
          value={value}
          required={setting.required}
          placeholder={setting.preset}
          spellCheck={false}
          autoCapitalize="none"
          aria-invalid={error !== undefined}
          aria-describedby={`connection-${id}-more`}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Row>
  );
}

function Row({
  id,
  label,
  optional = false,
  hint,
  error,
  children,
}: {
  id: string;
  label: string;
  optional?: boolean;
  hint?: string | undefined;
  error?: string | undefined;
  children: React.ReactNode;
}) {
  return (
    <div className="field-row">
      <label htmlFor={`connection-${id}`}>
        {label}
        {optional ? <span className="muted"> (optional)</span> : null}
      </label>
      {children}
      <p className="field-more" id={`connection-${id}-more`}>
        {error ? (
          <span className="field-error" role="alert">
            {error.charAt(0).toUpperCase() + error.slice(1)}
          </span>
        ) : (
          hint
        )}
      </p>
    </div>
  );
}
