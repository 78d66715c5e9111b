import type { Step } from "../api/types";
import { STAGES } from "../api/types";
import { duration, STAGE_NAMES } from "../ui/words";

/** Every line of the trace, with when it came and how long it took. */
export function Steps({ steps }: { steps: Step[] }) {
  const first = steps[0];
  if (!first) return <p className="muted">No step was reported yet.</p>;
  const start = first.at - (first.durationMs ?? 0);
  return (
    <ol className="steps">
      {steps.map((step, i) => (
        <li key={i} className={`step step-${step.agent} step-is-${kindOf(step.status)}`}>
          <span className="step-at">+{duration(Math.max(0, step.at - start))}</span>
          <span className="step-what">
            <span className="step-agent">{agentName(step.agent)}</span>
            <span className="step-stage">{step.stage.replaceAll("-", " ")}</span>
            <span className="step-status">{step.status.replaceAll("_", " ")}</span>
            {step.detail ? <span className="step-detail">{step.detail}</span> : null}
          </span>
          <span className="step-took">{step.durationMs === undefined ? "" : duration(step.durationMs)}</span>
        </li>
      ))}
    </ol>
  );
}

export function agentName(agent: string): string {
  const stage = STAGES.find((name) => name === agent);
  return stage ? STAGE_NAMES[stage] : agent.charAt(0).toUpperCase() + agent.slice(1);
}

function kindOf(status: string): "bad" | "live" | "good" {
  if (/fail|reject|den|refus|error|dead/.test(status)) return "bad";
  return /start|running|progress|retry|wait/.test(status) ? "live" : "good";
}
