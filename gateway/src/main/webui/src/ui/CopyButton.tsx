import { useEffect, useState } from "react";
import { Icon } from "./Icon";

/** Copies text, and says that it did. */
export function CopyButton({ text, label, quiet = false }: { text: string; label: string; quiet?: boolean }) {
  const [copied, setCopied] = useState<"no" | "yes" | "failed">("no");

  useEffect(() => {
    if (copied === "no") return;
    const timer = setTimeout(() => setCopied("no"), 1800);
    return () => clearTimeout(timer);
  }, [copied]);

  const said = copied === "yes" ? "Copied" : copied === "failed" ? "Could not copy" : label;
  return (
    <button
      type="button"
      className={quiet ? "button button-icon" : "button button-small"}
      aria-label={quiet ? said : undefined}
      title={quiet ? said : undefined}
      onClick={() => {
        copy(text).then(
          () => setCopied("yes"),
          () => setCopied("failed"),
        );
      }}
    >
      <Icon name={copied === "yes" ? "tick" : "copy"} size={15} />
      {quiet ? null : <span aria-live="polite">{said}</span>}
    </button>
  );
}

/** The clipboard is there on secure origins only; elsewhere a selected field does. */
async function copy(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("not copied");
}
