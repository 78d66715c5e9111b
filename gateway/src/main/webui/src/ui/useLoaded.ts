import { useCallback, useEffect, useState } from "react";
import { describe, Problem } from "../api/problem";

export type Loaded<T> = { state: "loading" } | { state: "failed"; message: string } | { state: "ready"; value: T };

/** Loads something when the page is shown, and again on demand. */
export function useLoaded<T>(
  load: (signal: AbortSignal) => Promise<T>,
  onSignedOut: () => void,
): [Loaded<T>, () => void] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: "loading" });
  const [round, setRound] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    setLoaded({ state: "loading" });
    load(controller.signal).then(
      (value) => {
        if (!controller.signal.aborted) setLoaded({ state: "ready", value });
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        if (error instanceof Problem && error.unauthenticated) onSignedOut();
        setLoaded({ state: "failed", message: describe(error) });
      },
    );
    return () => controller.abort();
  }, [load, onSignedOut, round]);

  return [loaded, useCallback(() => setRound((n) => n + 1), [])];
}
