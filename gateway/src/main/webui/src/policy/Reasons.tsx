import type { Reason } from "../api/types";

/** The rules that fired: which, on what, and what would make it pass. */
export function Reasons({ reasons }: { reasons: Reason[] }) {
  return (
    <ul className="reasons">
      {reasons.map((reason, i) => (
        <li key={i}>
          <p className="reason-rule">
            {reason.rule ? <code className="rule">{reason.rule}</code> : null}
            {reason.subject ? (
              <>
                {reason.rule ? <span className="muted">on</span> : null}
                <code>{reason.subject}</code>
              </>
            ) : null}
          </p>
          {reason.message ? <p>{reason.message}</p> : null}
        </li>
      ))}
    </ul>
  );
}
