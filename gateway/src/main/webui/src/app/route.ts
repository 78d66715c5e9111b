import { useSyncExternalStore } from "react";
import { isPage, type PageName } from "./rights";

export interface Route {
  page: PageName;
  /** What follows the page's name, for example a request id. */
  rest: string | undefined;
}

export function readRoute(hash: string): Route | undefined {
  const [page, rest] = hash.replace(/^#\/?/, "").split("/");
  if (!isPage(page)) return undefined;
  try {
    return { page, rest: rest ? decodeURIComponent(rest) : undefined };
  } catch {
    return { page, rest: undefined };
  }
}

export function useHash(): string {
  return useSyncExternalStore(
    (changed) => {
      addEventListener("hashchange", changed);
      return () => removeEventListener("hashchange", changed);
    },
    () => location.hash,
  );
}

export function go(page: PageName): void {
  location.hash = `#/${page}`;
}
