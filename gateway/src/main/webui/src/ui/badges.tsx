import type { Decision } from "../api/types";
import { Icon, type IconName } from "./Icon";
import { SOURCE_MEANING, sourceName } from "./words";

const DECISIONS: Record<Decision, { icon: IconName; text: string; tone: string }> = {
  allow: { icon: "tick", text: "Allowed by policy", tone: "good" },
  review: { icon: "clock", text: "Needs review", tone: "wait" },
  deny: { icon: "ban", text: "Denied by policy", tone: "stop" },
};

export function DecisionBadge({ decision }: { decision: Decision }) {
  const { icon, text, tone } = DECISIONS[decision];
  return (
    <span className={`badge tone-${tone}`}>
      <Icon name={icon} size={14} />
      {text}
    </span>
  );
}

export function SourceBadge({ source, model }: { source: string; model?: string | undefined }) {
  const verified = source === "verified_query";
  return (
    <span className={`badge ${verified ? "tone-good" : "tone-plain"}`} title={SOURCE_MEANING[source]}>
      {verified ? (
        <Icon name="tick" size={14} />
      ) : (
        <span className={`source-dot source-${source}`} aria-hidden="true" />
      )}
      {sourceName(source, model)}
    </span>
  );
}

/** How likely the translator holds its reading to be right; never certainty. */
export function Confidence({ value }: { value: number }) {
  const percent = Math.round(value * 100);
  const word = value >= 0.85 ? "High" : value >= 0.6 ? "Fair" : "Low";
  return (
    <span
      className={`badge ${value >= 0.6 ? "tone-plain" : "tone-wait"}`}
      title="How sure the translator is of its reading of the question"
    >
      <span className="gauge" aria-hidden="true">
        {[0.2, 0.4, 0.6, 0.8, 0.95].map((mark) => (
          <i key={mark} className={value >= mark ? "on" : ""} />
        ))}
      </span>
      {word} confidence, {percent}%
    </span>
  );
}
