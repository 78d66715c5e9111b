import { type ReactNode, useState } from "react";
import type { Plan } from "../api/types";
import { VerdictView } from "../policy/VerdictView";
import { Reasons } from "../policy/Reasons";
import { SqlView } from "../sql/SqlView";
import { SourceBadge } from "../ui/badges";
import { CopyButton } from "../ui/CopyButton";
import { Icon } from "../ui/Icon";
import { type Tab, Tabs } from "../ui/Tabs";
import { Steps } from "./Steps";
import { type Attempt, lastAttempt, type Turn } from "./turn";

type Name = "sql" | "policy" | "plan" | "steps";

/** How an answer came about: SQL, verdict, plan and every step. */
export function Evidence({ turn, onCheck }: { turn: Turn; onCheck: ((sql: string) => void) | undefined }) {
  const [chosen, setChosen] = useState<Name>();
  const last = lastAttempt(turn);
  const tabs: Tab<Name>[] = [];
  if (last) {
    const text = turn.attempts.length > 1 ? `SQL · ${turn.attempts.length} attempts` : "SQL";
    tabs.push({ name: "sql", title: text, content: <SqlTab attempts={turn.attempts} onCheck={onCheck} /> });
  }
  if (last?.verdict) {
    tabs.push({
      name: "policy",
      title: <PolicyTitle decision={last.verdict.decision} />,
      content: <VerdictView verdict={last.verdict} asked={last.candidate.sql} />,
    });
  }
  if (turn.plan) tabs.push({ name: "plan", title: "Plan", content: <PlanTab plan={turn.plan} /> });
  if (turn.steps.length > 0) {
    tabs.push({ name: "steps", title: `Steps · ${turn.steps.length}`, content: <Steps steps={turn.steps} /> });
  }
  if (tabs.length === 0) return null;

  // What a denial objects to is marked in the SQL; what a review would run is told by policy.
  const reviewed = last?.verdict?.decision === "review" && turn.phase.name === "ended";
  const fitting: Name = reviewed ? "policy" : last ? "sql" : "steps";
  return (
    <section className="panel evidence" role="group" aria-label="How this came about">
      <Tabs tabs={tabs} open={chosen ?? fitting} onOpen={setChosen} label="How this came about" />
    </section>
  );
}

function PolicyTitle({ decision }: { decision: "allow" | "review" | "deny" }): ReactNode {
  const said = { allow: "allowed", review: "needs review", deny: "denied" }[decision];
  return (
    <>
      Policy <span className={`tab-note decision-${decision}`}>{said}</span>
    </>
  );
}

function SqlTab({ attempts, onCheck }: { attempts: Attempt[]; onCheck: ((sql: string) => void) | undefined }) {
  const current = attempts[attempts.length - 1]!;
  const { candidate, verdict } = current;
  const runs = verdict?.decision === "allow" && verdict.sql !== undefined ? verdict.sql : undefined;
  return (
    <div className="stack">
      <div className="sql-head">
        <SourceBadge source={candidate.source} model={candidate.model} />
        {candidate.attempt > 1 || attempts.length > 1 ? (
          <span className="badge tone-plain">Attempt {candidate.attempt}</span>
        ) : null}
        {candidate.dialect ? <span className="muted">{candidate.dialect}</span> : null}
        <span className="spacer" />
        {onCheck ? (
          <button type="button" className="button button-small" onClick={() => onCheck(candidate.sql)}>
            <Icon name="shield" size={15} />
            Edit and check
          </button>
        ) : null}
        <CopyButton text={runs ?? candidate.sql} label="Copy SQL" />
      </div>
      {candidate.explanation ? <p>{candidate.explanation}</p> : null}
      <SqlView
        sql={runs ?? candidate.sql}
        label={runs ? "SQL as approved" : "SQL as proposed"}
        marks={runs ? [] : marksOf(current)}
      />
      <p className="muted small">
        {runs
          ? "As policy approved it, printed from the checked tree. The Policy tab shows what changed."
          : "As proposed. Nothing runs before policy allows it."}
      </p>
      {attempts.length > 1 ? (
        <details className="earlier">
          <summary>Earlier attempts</summary>
          <div className="stack">
            {attempts.slice(0, -1).map((attempt, i) => (
              <div className="stack-tight" key={i}>
                <h4>Attempt {attempt.candidate.attempt}</h4>
                <SqlView
                  sql={attempt.candidate.sql}
                  label={`SQL of attempt ${attempt.candidate.attempt}`}
                  marks={marksOf(attempt)}
                />
                {attempt.verdict && attempt.verdict.reasons.length > 0 ? (
                  <Reasons reasons={attempt.verdict.reasons} />
                ) : null}
              </div>
            ))}
          </div>
        </details>
      ) : null}
    </div>
  );
}

function marksOf(attempt: Attempt): number[] {
  if (!attempt.verdict || attempt.verdict.decision === "allow") return [];
  return attempt.verdict.reasons.flatMap((reason) => (reason.position === undefined ? [] : [reason.position]));
}

function PlanTab({ plan }: { plan: Plan }) {
  return (
    <div className="stack">
      {plan.steps.length > 0 ? (
        <ol className="plan-steps">
          {plan.steps.map((step, i) => (
            <li key={i}>{step}</li>
          ))}
        </ol>
      ) : null}
      <dl className="facts">
        <Fact name="Tables" values={plan.tables} />
        <Fact name="Joins" values={plan.joins} />
        <Fact
          name="Metrics"
          values={plan.metrics.map((metric) => `${metric.name}${metric.certified ? "" : " (not certified)"}`)}
        />
        <Fact name="Taken for granted" values={plan.assumptions} plain />
      </dl>
    </div>
  );
}

function Fact({ name, values, plain = false }: { name: string; values: string[]; plain?: boolean }) {
  if (values.length === 0) return null;
  return (
    <div className={plain ? "fact-wide" : undefined}>
      <dt>{name}</dt>
      <dd className={plain ? undefined : "columns"}>
        {plain ? values.join("; ") : values.map((value) => <code key={value}>{value}</code>)}
      </dd>
    </div>
  );
}
