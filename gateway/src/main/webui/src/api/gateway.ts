import type { ExactJson } from "../exact/json";
import { fields, list, string, strings } from "../exact/read";
import { call } from "./http";
import { Problem } from "./problem";
import type { Meta, User } from "./types";

/** The gateway's endpoints as this page uses them. */

function readUser(json: ExactJson): User {
  const data = fields(json);
  const user = fields(data?.user) ?? data;
  const username = string(user?.username) ?? string(user?.subject);
  if (!username) throw new Problem(502, "invalid_response", "The server did not say who is signed in.");
  return { username, roles: strings(user?.roles) };
}

export async function signIn(username: string, password: string): Promise<User> {
  return readUser(await call("POST", "/api/auth/login", { body: { username, password, session: true } }));
}

export async function whoAmI(signal: AbortSignal): Promise<User> {
  return readUser(await call("GET", "/api/auth/me", { signal }));
}

export async function signOut(): Promise<void> {
  await call("DELETE", "/api/auth/session");
}

export async function meta(signal: AbortSignal): Promise<Meta> {
  const data = fields(await call("GET", "/api/meta", { signal }));
  const wanted = string(data?.default_connection);
  const usable = list(data?.connections).map(fields);
  const connection = usable.find((one) => string(one?.connection_id) === wanted) ?? usable[0];
  return {
    suggestions: strings(data?.suggestions),
    connection: string(connection?.name) ?? wanted,
  };
}

export interface Accepted {
  requestId: string;
  streamUrl: string;
}

export async function ask(question: string, key: string): Promise<Accepted> {
  const data = fields(await call("POST", "/api/ask", { body: { question }, headers: { "Idempotency-Key": key } }));
  const requestId = string(data?.request_id);
  if (!requestId) throw new Problem(502, "invalid_response", "The server did not name the request.");
  return { requestId, streamUrl: ownPath(string(data?.stream_url)) ?? streamOf(requestId) };
}

export function streamOf(requestId: string): string {
  return `/api/stream?rid=${encodeURIComponent(requestId)}`;
}

/** The page talks to its own server only, whatever a response names. */
function ownPath(url: string | undefined): string | undefined {
  if (!url) return undefined;
  try {
    const parsed = new URL(url, location.origin);
    return parsed.origin === location.origin ? parsed.pathname + parsed.search : undefined;
  } catch {
    return undefined;
  }
}

export async function cancel(requestId: string): Promise<void> {
  await call("DELETE", `/api/requests/${encodeURIComponent(requestId)}`);
}

/** How far a request has come, in a word. */
export async function statusOf(requestId: string): Promise<string | undefined> {
  return string(fields(await call("GET", `/api/requests/${encodeURIComponent(requestId)}`))?.status);
}

export async function reply(requestId: string, text: string): Promise<void> {
  await call("POST", `/api/requests/${encodeURIComponent(requestId)}/reply`, {
    body: { action: "answer", text },
  });
}

export function checkSql(sql: string, role: string | undefined, signal: AbortSignal): Promise<ExactJson> {
  return call("POST", "/api/policy/check", { body: role ? { sql, role } : { sql }, signal });
}

export function reviews(query: URLSearchParams, signal: AbortSignal): Promise<ExactJson> {
  return call("GET", `/api/reviews?${query}`, { signal });
}

export function reviewOf(id: string, signal: AbortSignal): Promise<ExactJson> {
  return call("GET", `/api/reviews/${encodeURIComponent(id)}`, { signal });
}

export function decideReview(id: string, decision: "approve" | "reject", reason: string): Promise<ExactJson> {
  return call("POST", `/api/reviews/${encodeURIComponent(id)}/decision`, {
    body: reason ? { decision, reason } : { decision },
  });
}

export function recentAudit(query: URLSearchParams, signal: AbortSignal): Promise<ExactJson> {
  return call("GET", `/api/query-audit/recent?${query}`, { signal });
}

export function auditOf(requestId: string, signal: AbortSignal): Promise<ExactJson> {
  return call("GET", `/api/query-audit/${encodeURIComponent(requestId)}`, { signal });
}

export function verifyAudit(signal: AbortSignal): Promise<ExactJson> {
  return call("GET", "/api/audit/verify", { signal });
}
