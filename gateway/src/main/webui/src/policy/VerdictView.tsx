import type { Verdict } from "../api/types";
import { SqlDiff } from "../sql/SqlDiff";
import { DecisionBadge } from "../ui/badges";
import { short } from "../ui/words";
import { LineageView } from "./LineageView";
import { ObligationsView } from "./ObligationsView";
import { Reasons } from "./Reasons";

/** A decision with everything that it rests on and brings along. */
export function VerdictView({ verdict, asked }: { verdict: Verdict; asked: string }) {
  return (
    <div className="stack">
      <div className="verdict-head">
        <DecisionBadge decision={verdict.decision} />
        {verdict.policyVersion ? (
          <span className="muted" title={verdict.policyVersion}>
            policy <code>{short(verdict.policyVersion)}</code>
          </span>
        ) : null}
        {verdict.catalogVersion ? (
          <span className="muted" title={verdict.catalogVersion}>
            catalogue <code>{short(verdict.catalogVersion)}</code>
          </span>
        ) : null}
      </div>
      {verdict.reasons.length > 0 ? <Reasons reasons={verdict.reasons} /> : <p className="muted">No rule objected.</p>}
      {verdict.sql !== undefined ? (
        <section className="stack-tight">
          <h4>
            {verdict.decision === "allow"
              ? "SQL that runs, against SQL proposed"
              : "SQL that would run, against SQL proposed"}
          </h4>
          <SqlDiff asked={asked} run={verdict.sql} />
        </section>
      ) : null}
      {verdict.obligations ? (
        <section className="stack-tight">
          <h4>Obligations</h4>
          <ObligationsView obligations={verdict.obligations} />
        </section>
      ) : null}
      {verdict.lineage.length > 0 ? (
        <section className="stack-tight">
          <h4>Lineage</h4>
          <LineageView lineage={verdict.lineage} />
        </section>
      ) : null}
    </div>
  );
}
