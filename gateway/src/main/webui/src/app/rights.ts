/** Which pages a role has a use for. The server decides on every call; this only tidies the page. */
export type PageName = "ask" | "check" | "reviews" | "knowledge" | "connections" | "semantics" | "audit";

const ROLES: Record<PageName, readonly string[]> = {
  ask: ["viewer", "analyst", "steward", "admin"],
  check: ["viewer", "analyst", "steward", "admin"],
  reviews: ["viewer", "analyst", "steward", "admin"],
  knowledge: ["viewer", "analyst", "steward", "admin"],
  connections: ["viewer", "analyst", "steward", "admin"],
  semantics: ["steward"],
  audit: ["auditor", "steward", "admin"],
};

export const ALL_ROLES = ["viewer", "analyst", "steward", "auditor", "admin"] as const;

export function isPage(name: string | undefined): name is PageName {
  return name !== undefined && Object.hasOwn(ROLES, name);
}

export function pagesFor(roles: readonly string[]): PageName[] {
  return (Object.keys(ROLES) as PageName[]).filter((page) => roles.some((role) => ROLES[page].includes(role)));
}

/** Whether somebody decides on what others ask. */
export function decides(roles: readonly string[]): boolean {
  return roles.includes("steward") || roles.includes("admin");
}

/** Whether somebody keeps what the tables mean. */
export function keepsModels(roles: readonly string[]): boolean {
  return roles.some((role) => ROLES.semantics.includes(role));
}

/** Whether somebody can make connections, for himself at least. */
export function connects(roles: readonly string[]): boolean {
  return roles.some((role) => ["analyst", "steward", "admin"].includes(role));
}

/** The roles under which somebody may try a statement: his own; for stewards and admins any. */
export function checkableRoles(roles: readonly string[]): string[] {
  return ALL_ROLES.filter((role) => decides(roles) || roles.includes(role));
}
