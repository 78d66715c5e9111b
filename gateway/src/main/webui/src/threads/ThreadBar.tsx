import { type FormEvent, useState } from "react";
import { Icon } from "../ui/Icon";
import { ModelPicker } from "./ModelPicker";
import type { Models } from "./thread";
import type { State, Threads } from "./threads";

/** What the shown thread is called and translated with, and what can be done with it. */
export function ThreadBar({
  threads,
  state,
  models,
}: {
  threads: Threads;
  state: State;
  models: Models | undefined;
}) {
  const [doing, setDoing] = useState<{ name: "renaming" | "deleting"; id: string }>();
  const thread = state.items.find((one) => one.id === state.current);
  const now = doing?.id === thread?.id ? doing?.name : undefined;
  const title = thread?.title ?? "New thread";

  return (
    <section className="thread-bar" aria-label="This thread">
      {thread && now === "renaming" ? (
        <Rename
          title={thread.title ?? ""}
          onDone={(next) => {
            setDoing(undefined);
            if (next) void threads.rename(thread.id, next);
          }}
        />
      ) : (
        <p className="thread-title" title={title}>
          {title}
        </p>
      )}
      {thread && now === "deleting" ? (
        <span className="thread-actions" role="group" aria-label="Delete this thread?">
          <span>Delete it with the rows of its answers?</span>
          <button
            type="button"
            className="button button-small button-danger"
            autoFocus
            onClick={() => {
              setDoing(undefined);
              void threads.remove(thread.id);
            }}
          >
            Delete
          </button>
          <button type="button" className="button button-small" onClick={() => setDoing(undefined)}>
            Keep
          </button>
        </span>
      ) : thread && now === undefined ? (
        <span className="thread-actions">
          <button
            type="button"
            className="button button-small"
            onClick={() => setDoing({ name: "renaming", id: thread.id })}
          >
            Rename
          </button>
          <button
            type="button"
            className="button button-small"
            onClick={() => setDoing({ name: "deleting", id: thread.id })}
          >
            Delete
          </button>
        </span>
      ) : null}
      <span className="spacer" />
      {models ? <ModelPicker models={models} chosen={state.model} onPick={(model) => void threads.choose(model)} /> : null}
      {state.trouble ? (
        <p className="thread-trouble" role="alert">
          <Icon name="warning" size={15} /> {state.trouble}
        </p>
      ) : null}
    </section>
  );
}

/** Enter keeps the new title, Escape the old one. */
function Rename({ title, onDone }: { title: string; onDone: (title: string | undefined) => void }) {
  const [text, setText] = useState(title);

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    onDone(text.trim() === title ? undefined : text.trim() || undefined);
  }

  return (
    <form className="inline-form" onSubmit={onSubmit}>
      <label className="visually-hidden" htmlFor="thread-title">
        Title of this thread
      </label>
      <input
        id="thread-title"
        value={text}
        maxLength={200}
        autoFocus
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onDone(undefined);
        }}
      />
      <button type="submit" className="button button-small" disabled={text.trim() === ""}>
        Save
      </button>
    </form>
  );
}
