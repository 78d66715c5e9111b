import { type Ref, useMemo } from "react";
import type { Flaw } from "./semantics";

/** A text with numbered lines; those with something wrong are marked. */
export function YamlEditor({
  ref,
  text,
  marked,
  describedBy,
  onChange,
}: {
  ref: Ref<HTMLTextAreaElement>;
  text: string;
  marked: readonly Flaw[];
  describedBy: string;
  onChange: (text: string) => void;
}) {
  const rows = useMemo(() => text.split("\n").length, [text]);
  return (
    <div className="code yaml-editor">
      <LineNumbers rows={rows} marked={marked} />
      <textarea
        ref={ref}
        rows={rows + 1}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        aria-label="Semantic model, YAML"
        aria-invalid={marked.length > 0}
        aria-describedby={describedBy}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

/** For the eye; a screen reader hears the lines in the list of what is wrong. */
function LineNumbers({ rows, marked }: { rows: number; marked: readonly Flaw[] }) {
  const wrong = new Set(marked.map((flaw) => flaw.line));
  const parts: (string | number)[] = [];
  let plain = "";
  for (let line = 1; line <= rows; line++) {
    if (wrong.has(line)) {
      parts.push(plain, line);
      plain = "";
    } else {
      plain += `${line}\n`;
    }
  }
  parts.push(plain);
  return (
    <pre className="line-numbers" aria-hidden="true">
      {parts.map((part, i) =>
        typeof part === "number" ? (
          <span key={i} className="line-wrong">
            {part}
            {"\n"}
          </span>
        ) : (
          part
        ),
      )}
    </pre>
  );
}
