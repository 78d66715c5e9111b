import type { ReactNode } from "react";
import type { Loaded } from "./useLoaded";

/** What was loaded, or a word on why it is not there, of the class `word`. */
export function Shown<T>({
  loaded,
  word = "",
  children,
}: {
  loaded: Loaded<T>;
  word?: string;
  children: (value: T) => ReactNode;
}) {
  if (loaded.state === "ready") return children(loaded.value);
  const failed = loaded.state === "failed";
  return (
    <p className={failed ? `${word} field-error` : word} role={failed ? "alert" : "status"}>
      {failed ? loaded.message : "Loading…"}
    </p>
  );
}
