/** Which pages a role has a use for. The server decides on every call; this only tidies the page. */
export type PageName = "ask" | "check" | "reviews" | "audit";

const ROLES: Record<PageName, readonly string[]> = {
  ask: ["viewer", "analyst", "steward", "admin"],
  check: ["viewer", "analyst", "steward", "admin"],
  reviews: ["viewer", "analyst", "steward", "admin"],
  audit: ["auditor", "steward", "admin"],
};

export const ALL_ROLES = ["viewer", "analyst", "steward", "auditor", "admin"] as const;

export function pagesFor(roles: readonly string[]): PageName[] {
  return (Object.keys(ROLES) as PageName[]).filter((page) => roles.some((role) => ROLES[page].includes(role)));
}

/** Whether somebody decides on what others ask. */
export function decides(roles: readonly string[]): boolean {
  return roles.includes("steward") || roles.includes("admin");
}

/** The roles under which somebody may try a statement: his own; for stewards and admins any. */
export function checkableRoles(roles: readonly string[]): string[] {
  return ALL_ROLES.filter((role) => decides(roles) || roles.includes(role));
}
