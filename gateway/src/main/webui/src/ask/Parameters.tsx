import { type FormEvent, useState } from "react";
import type { QueryChoice } from "../api/gateway";
import type { VerifiedQuery } from "../api/types";
import { Icon } from "../ui/Icon";
import { lastAttempt, type Turn } from "./turn";

/** The values that a verified query was answered with, to be asked again with others. */
export function Parameters({
  turn,
  onChoose,
}: {
  turn: Turn;
  onChoose: (question: string, choice: QueryChoice) => void;
}) {
  const verified = lastAttempt(turn)?.candidate.verified;
  if (turn.phase.name !== "ended" || !verified) return null;
  return (
    <section className="stack-tight" aria-label="Verified query">
      <p className="muted">
        Verified query “{verified.question}”, approved by {verified.approvedBy ?? "a steward"}.
      </p>
      {verified.parameters.length > 0 ? (
        <Form verified={verified} turn={turn} onChoose={(choice) => onChoose(verified.question, choice)} />
      ) : null}
    </section>
  );
}

function Form({
  verified,
  turn,
  onChoose,
}: {
  verified: VerifiedQuery;
  turn: Turn;
  onChoose: (choice: QueryChoice) => void;
}) {
  const [values, setValues] = useState(() =>
    Object.fromEntries(verified.parameters.map((one) => [one.name, one.value])),
  );
  const changed = verified.parameters.some((one) => values[one.name] !== one.value);

  function submit(event: FormEvent): void {
    event.preventDefault();
    onChoose({ id: verified.id, parameters: values });
  }

  return (
    <form className="form-row" onSubmit={submit} aria-label="Parameters">
      {verified.parameters.map((one) => (
        <label key={one.name} htmlFor={`${turn.key}-${one.name}`}>
          {one.name.replaceAll("_", " ")}{" "}
          <input
            id={`${turn.key}-${one.name}`}
            type={one.kind === "date" ? "date" : "text"}
            maxLength={200}
            required
            value={values[one.name]}
            onChange={(event) => setValues({ ...values, [one.name]: event.target.value })}
          />
        </label>
      ))}
      <button type="submit" className="button button-small" disabled={!changed}>
        <Icon name="again" size={15} />
        Ask with these values
      </button>
    </form>
  );
}
