import { useCallback, useEffect, useState } from "react";
import { reviews } from "../api/gateway";
import { readReviews } from "./review";

const EVERY_MS = 15_000;

/** How many reviews wait for this reader; looked at now and then while the page is in view. */
export function useOpenReviews(enabled: boolean): [number, () => void] {
  const [open, setOpen] = useState(0);
  const [round, setRound] = useState(0);

  useEffect(() => {
    if (!enabled) {
      setOpen(0);
      return;
    }
    const controller = new AbortController();
    const look = (): void => {
      if (document.visibilityState === "hidden") return;
      reviews(new URLSearchParams({ limit: "1" }), controller.signal).then(
        (json) => setOpen(readReviews(json).open),
        () => undefined, // the count is a help; the inbox itself says what is wrong
      );
    };
    look();
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      controller.abort();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [enabled, round]);

  return [open, useCallback(() => setRound((n) => n + 1), [])];
}
