import { type FormEvent, type KeyboardEvent, type ReactNode, type RefObject, useLayoutEffect, useState } from "react";
import { Icon } from "../ui/Icon";

export const LONGEST_QUESTION = 2000;
const COUNT_FROM = 1700;

/** Where a question is typed. Enter sends; Shift and Enter begins a new line. */
export function Composer({
  draft,
  onDraft,
  onSend,
  field,
  children,
}: {
  draft: string;
  onDraft: (text: string) => void;
  onSend: (question: string, confirmPlan: boolean) => void;
  field: RefObject<HTMLTextAreaElement | null>;
  /** Says, or lets one choose, what is asked. */
  children: ReactNode;
}) {
  const [confirmPlan, setConfirmPlan] = useState(false);
  const over = draft.length > LONGEST_QUESTION;
  const ready = draft.trim() !== "" && !over;

  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, 200)}px`;
  }, [draft, field]);

  function send(): void {
    if (ready) onSend(draft.trim(), confirmPlan);
  }

  function onKey(event: KeyboardEvent): void {
    // While characters are being composed, Enter belongs to the input method.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    send();
  }

  return (
    <form className="composer" onSubmit={onSubmit}>
      <div className={over ? "composer-box is-over" : "composer-box"}>
        <label className="visually-hidden" htmlFor="question">
          Your question
        </label>
        <textarea
          id="question"
          ref={field}
          rows={1}
          value={draft}
          placeholder="Ask about your data"
          aria-describedby="composer-help"
          aria-invalid={over}
          onChange={(event) => onDraft(event.target.value)}
          onKeyDown={onKey}
        />
        <button type="submit" className="button button-primary composer-send" disabled={!ready} aria-label="Ask">
          <Icon name="send" size={18} />
        </button>
      </div>
      <p className="composer-help" id="composer-help">
        <span className="composer-keys">
          <span>Asks {children}</span>
          <span className="wide-only">Enter sends, Shift+Enter starts a new line.</span>
          <label>
            <input type="checkbox" checked={confirmPlan} onChange={(event) => setConfirmPlan(event.target.checked)} />{" "}
            Show me the plan first
          </label>
        </span>
        {draft.length >= COUNT_FROM ? (
          <span className={over ? "counter is-over" : "counter"} role="status">
            {over
              ? `${(draft.length - LONGEST_QUESTION).toLocaleString("en")} characters too many`
              : `${draft.length.toLocaleString("en")} of ${LONGEST_QUESTION.toLocaleString("en")} characters`}
          </span>
        ) : null}
      </p>
    </form>
  );
}
