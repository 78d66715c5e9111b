import { useEffect, useId, useRef, useState } from "react";
import { checkSemantics, saveSemantics, semanticDraft, semanticModel } from "../api/gateway";
import { describe, Problem } from "../api/problem";
import { Icon } from "../ui/Icon";
import { Tabs } from "../ui/Tabs";
import { time } from "../ui/words";
import { ConflictView } from "./ConflictView";
import { FlawList } from "./FlawList";
import { ImportPanel } from "./ImportPanel";
import { type Checked, type Kept, readChecked, readKept, readText, saidOf, span } from "./semantics";
import { Versions } from "./Versions";
import { YamlEditor } from "./YamlEditor";

const PAUSE_BEFORE_CHECK_MS = 500;

/** A text that nobody has saved yet, and the version that it changes. */
export interface Unsaved {
  text: string;
  base: number;
}

/** The model of one connection: edited, checked while one types, saved as the next version. */
export function ModelEditor({
  id,
  start,
  unsaved,
  onUnsaved,
  onSignedOut,
}: {
  id: string;
  start: Kept;
  unsaved: Unsaved | undefined;
  /** Kept by the page, so that going elsewhere loses nothing. */
  onUnsaved: (unsaved: Unsaved | undefined) => void;
  onSignedOut: () => void;
}) {
  const [newest, setNewest] = useState(start);
  const [text, setText] = useState(unsaved?.text ?? start.text);
  const [base, setBase] = useState(unsaved?.base ?? start.version);
  /** The text that something else took the place of. */
  const [aside, setAside] = useState<string>();
  const [theirs, setTheirs] = useState<Kept>();
  const [checked, setChecked] = useState<Checked>();
  const [said, setSaid] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [tab, setTab] = useState<"edit" | "import" | "versions">("edit");
  const editor = useRef<HTMLTextAreaElement>(null);
  const summaryId = useId();
  const changed = text !== newest.text;

  useEffect(() => onUnsaved(changed ? { text, base } : undefined), [changed, text, base, onUnsaved]);

  useEffect(() => {
    if (!changed) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [changed]);

  useEffect(() => {
    const controller = new AbortController();
    setChecked(undefined);
    const timer = setTimeout(() => {
      checkSemantics(id, text, controller.signal).then(
        (json) => setChecked(readChecked(json)),
        (error: unknown) => {
          if (!controller.signal.aborted) failed(error);
        },
      );
    }, PAUSE_BEFORE_CHECK_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [id, text]);

  function failed(error: unknown): void {
    if (error instanceof Problem && error.unauthenticated) onSignedOut();
    setRefused(describe(error));
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    setRefused(undefined);
    setSaid(undefined);
    try {
      await work();
    } catch (error) {
      failed(error);
    } finally {
      setBusy(false);
    }
  }

  /** Shows another text; the one before stays at hand. */
  function replace(next: string): void {
    if (changed && next !== text) setAside(text);
    setText(next);
    setTab("edit");
  }

  const save = (): Promise<void> =>
    attempt(async () => {
      try {
        const saved = understood(readKept(await saveSemantics(id, text, base)));
        setNewest(saved);
        setBase(saved.version);
        setAside(undefined);
        setSaid(`Version ${saved.version} holds from now on.`);
      } catch (error) {
        if (!(error instanceof Problem && error.status === 409)) throw error;
        setTheirs(understood(readKept(await semanticModel(id, new AbortController().signal))));
      }
    });

  const draft = (): Promise<void> => attempt(async () => replace(understood(readText(await semanticDraft(id)))));

  function goOnFrom(kept: Kept): void {
    setNewest(kept);
    setBase(kept.version);
    setTheirs(undefined);
  }

  function show(line: number): void {
    const area = editor.current;
    if (!area) return;
    const [from, to] = span(text, line);
    area.focus();
    area.setSelectionRange(from, to);
  }

  const edit = (
    <div className="stack">
      <div className="form-row">
        <button
          type="button"
          className="button button-primary"
          disabled={busy || !changed || theirs !== undefined || (checked?.flaws.length ?? 0) > 0}
          onClick={() => void save()}
        >
          Save
        </button>
        <button type="button" className="button" disabled={busy} onClick={() => void draft()}>
          Draft from the tables
        </button>
        {changed ? (
          <button type="button" className="button" disabled={busy} onClick={() => replace(newest.text)}>
            Back to what is saved
          </button>
        ) : null}
        {aside !== undefined && aside !== text ? (
          <button
            type="button"
            className="button"
            onClick={() => {
              setAside(text);
              setText(aside);
            }}
          >
            Put my text back
          </button>
        ) : null}
        <span className="muted">{changed ? "Not saved yet." : ""}</span>
      </div>
      {refused ? (
        <p className="field-error" role="alert">
          {refused}
        </p>
      ) : null}
      {theirs ? (
        <ConflictView
          theirs={theirs}
          mine={text}
          onKeep={() => goOnFrom(theirs)}
          onTake={() => {
            setAside(text);
            setText(theirs.text);
            goOnFrom(theirs);
          }}
        />
      ) : null}
      <YamlEditor
        ref={editor}
        text={text}
        marked={[...(checked?.flaws ?? []), ...(checked?.warnings ?? [])]}
        describedBy={summaryId}
        onChange={setText}
      />
      <FlawList id={summaryId} checked={checked} onLine={show} />
    </div>
  );

  return (
    <section className="panel panel-body stack" aria-label="Semantic model">
      <p className="verdict-head">
        <strong role="status">{said ?? saidOf(newest)}</strong>
        {newest.author ? (
          <span className="muted">
            saved by {newest.author}, {time(newest.savedAt)}
          </span>
        ) : newest.text ? (
          <span className="muted">This one comes with the installation.</span>
        ) : (
          <span className="muted">
            <Icon name="info" size={15} /> A draft from the tables is a start.
          </span>
        )}
      </p>
      <Tabs
        label="Semantic model"
        open={tab}
        onOpen={setTab}
        tabs={[
          { name: "edit", title: "Edit", content: edit },
          {
            name: "import",
            title: "Import",
            content: <ImportPanel id={id} onTake={replace} onSignedOut={onSignedOut} />,
          },
          {
            name: "versions",
            title: "Versions",
            content: (
              <Versions id={id} newest={newest} onTake={(old) => replace(old.text)} onSignedOut={onSignedOut} />
            ),
          },
        ]}
      />
    </section>
  );
}

function understood<T>(read: T | undefined): T {
  if (read === undefined) throw new Problem(502, "invalid_response", "The server's answer cannot be understood.");
  return read;
}
