import { useEffect, useState } from "react";
import { verifyAudit, verifyProgress } from "../api/gateway";
import { describe, Problem } from "../api/problem";
import { Icon } from "../ui/Icon";
import { count } from "../ui/words";
import { readVerification, readWalked, type Verification, type Walked } from "./audit";

const LOOK_AGAIN_MS = 1_000;

type State =
  { name: "idle" } | { name: "busy" } | { name: "failed"; message: string } | { name: "done"; found: Verification };

/** Walks the hash chains, and says whether they hold. */
export function VerifyPanel({ onSignedOut }: { onSignedOut: () => void }) {
  const [state, setState] = useState<State>({ name: "idle" });

  async function verify(): Promise<void> {
    setState({ name: "busy" });
    try {
      setState({ name: "done", found: readVerification(await verifyAudit(new AbortController().signal)) });
    } catch (error) {
      if (error instanceof Problem && error.unauthenticated) onSignedOut();
      setState({ name: "failed", message: describe(error) });
    }
  }

  return (
    <section className="panel verify" aria-label="Integrity">
      <div className="verify-row">
        <Icon name="chain" size={20} />
        <div className="verify-text" role="status">
          {state.name === "done" ? (
            <VerifiedText found={state.found} />
          ) : state.name === "failed" ? (
            <p className="field-error">{state.message}</p>
          ) : state.name === "busy" ? (
            <Walking />
          ) : (
            <p>Recompute every hash, and compare.</p>
          )}
        </div>
        <button type="button" className="button" disabled={state.name === "busy"} onClick={() => void verify()}>
          Verify
        </button>
      </div>
    </section>
  );
}

/** How far the verification is, looked at until it has ended. */
function Walking() {
  const [walked, setWalked] = useState<Walked>();

  useEffect(() => {
    const controller = new AbortController();
    const timer = setInterval(() => {
      verifyProgress(controller.signal).then(
        (json) => setWalked(readWalked(json)),
        () => undefined, // the verification itself says what is wrong
      );
    }, LOOK_AGAIN_MS);
    return () => {
      controller.abort();
      clearInterval(timer);
    };
  }, []);

  return (
    <>
      <p>Walking the chains…{walked ? ` ${walked.checked.toLocaleString("en")} of ${count(walked.total, "record")}` : ""}</p>
      {walked ? <progress value={walked.checked} max={walked.total} aria-label="Records checked" /> : null}
    </>
  );
}

function VerifiedText({ found }: { found: Verification }) {
  return (
    <>
      <p>
        <strong className={found.intact ? "said-good" : "said-bad"}>
          {found.intact ? "Every chain is intact." : "The chains are broken."}
        </strong>{" "}
        <span className="muted">{found.counts.map(([name, value]) => `${value} ${name}`).join(", ")} checked.</span>
      </p>
      {found.breaks.length > 0 ? (
        <ul className="notes">
          {found.breaks.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
