import { type FormEvent, useState } from "react";
import { Icon } from "../ui/Icon";

export type DecisionWord = "approve" | "reject";

/** Approve or reject, with words for the asker; a rejection needs them. */
export function DecisionForm({
  onDecide,
}: {
  onDecide: (decision: DecisionWord, reason: string) => Promise<void>;
}) {
  const [reason, setReason] = useState("");
  const [sending, setSending] = useState(false);
  const [missing, setMissing] = useState(false);

  async function send(decision: DecisionWord): Promise<void> {
    const words = reason.trim();
    if (decision === "reject" && !words) {
      setMissing(true);
      document.getElementById("review-reason")?.focus();
      return;
    }
    setMissing(false);
    setSending(true);
    await onDecide(decision, words);
    setSending(false);
  }

  function submit(event: FormEvent): void {
    // Enter must not decide: both decisions have a button of their own.
    event.preventDefault();
  }

  return (
    <form className="stack-tight" onSubmit={submit} aria-label="Your decision">
      <label htmlFor="review-reason">Reason, which the asker reads (needed to reject)</label>
      <textarea
        id="review-reason"
        rows={3}
        maxLength={1000}
        value={reason}
        aria-invalid={missing}
        aria-describedby={missing ? "review-reason-missing" : undefined}
        onChange={(event) => (setReason(event.target.value), setMissing(false))}
      />
      {missing ? (
        <p className="field-error" role="alert" id="review-reason-missing">
          Say why: a rejection needs a reason.
        </p>
      ) : null}
      <div className="form-row">
        <button
          type="button"
          className="button button-primary"
          disabled={sending}
          onClick={() => void send("approve")}
        >
          <Icon name="tick" size={16} />
          Approve
        </button>
        <button type="button" className="button" disabled={sending} onClick={() => void send("reject")}>
          <Icon name="ban" size={16} />
          Reject
        </button>
      </div>
    </form>
  );
}
