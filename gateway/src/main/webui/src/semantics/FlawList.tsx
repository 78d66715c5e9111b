import { Icon } from "../ui/Icon";
import { count } from "../ui/words";
import type { Checked, Flaw } from "./semantics";

/** What the check found; each leads to its line. */
export function FlawList({
  id,
  checked,
  onLine,
}: {
  id: string;
  /** Absent while the newest text has not been checked yet. */
  checked: Checked | undefined;
  onLine: (line: number) => void;
}) {
  return (
    <div className="stack-tight">
      <p id={id} role="status" className={checked?.flaws.length ? "field-error" : "muted"}>
        {checked ? summary(checked) : "Checking…"}
      </p>
      <Flaws flaws={checked?.flaws ?? []} tone="tone-fault" onLine={onLine} />
      <Flaws flaws={checked?.warnings ?? []} tone="tone-wait" onLine={onLine} />
    </div>
  );
}

function summary({ flaws, warnings }: Checked): string {
  const wrong = flaws.length === 0 ? "Nothing is wrong" : `${count(flaws.length, "flaw")}, so it cannot be saved`;
  return warnings.length === 0 ? `${wrong}.` : `${wrong}; ${count(warnings.length, "thing")} to look at.`;
}

function Flaws({ flaws, tone, onLine }: { flaws: Flaw[]; tone: string; onLine: (line: number) => void }) {
  if (flaws.length === 0) return null;
  return (
    <div className={`notice ${tone}`}>
      <Icon name="warning" size={16} />
      <ul className="flaws">
        {flaws.map((flaw, i) => (
          <li key={i}>
            <button type="button" className="link" onClick={() => onLine(flaw.line)}>
              Line {flaw.line}
            </button>{" "}
            <code>{flaw.key}</code> {flaw.message}
          </li>
        ))}
      </ul>
    </div>
  );
}
