import { type ReactNode, useEffect, useState } from "react";
import { describe, Problem } from "../api/problem";
import { Back } from "./Back";
import { useLoaded } from "./useLoaded";

/** Somebody was first, or time ran out. */
const OVERTAKEN = [409, 410];

/**
 * One of a list that can be decided on: as it was loaded, or as the server answered to a decision, which is newer.
 *
 * `children` draws it, and is given what sends a decision; `onChanged` hears when it stands otherwise than before.
 */
export function DecidedPage<T>({
  list,
  title,
  load,
  onChanged,
  onSignedOut,
  children,
}: {
  list: { href: string; name: string };
  title: (shown: T | undefined) => string;
  load: (signal: AbortSignal) => Promise<T | undefined>;
  onChanged?: () => void;
  onSignedOut: () => void;
  children: (shown: T, decide: (send: () => Promise<T | undefined>) => Promise<void>) => ReactNode;
}) {
  const [loaded, reload] = useLoaded(load, onSignedOut);
  const [decided, setDecided] = useState<T>();
  const [refused, setRefused] = useState<string>();
  const shown = decided ?? (loaded.state === "ready" ? loaded.value : undefined);

  async function decide(send: () => Promise<T | undefined>): Promise<void> {
    setRefused(undefined);
    try {
      setDecided(await send());
      onChanged?.();
    } catch (error) {
      if (error instanceof Problem && error.unauthenticated) onSignedOut();
      setRefused(describe(error));
      if (error instanceof Problem && OVERTAKEN.includes(error.status)) {
        // Show how it stands now.
        reload();
        onChanged?.();
      }
    }
  }

  useEffect(() => setDecided(undefined), [loaded]);

  return (
    <div className="page">
      <header className="page-head">
        <Back href={list.href} to={list.name} />
        <h1>{title(shown)}</h1>
      </header>
      {refused ? (
        <p className="field-error" role="alert">
          {refused}
        </p>
      ) : null}
      {shown ? (
        children(shown, decide)
      ) : loaded.state === "loading" ? (
        <p role="status">Loading…</p>
      ) : (
        <p className="field-error" role="alert">
          {loaded.state === "failed" ? loaded.message : "The server's answer cannot be understood."}
        </p>
      )}
    </div>
  );
}
