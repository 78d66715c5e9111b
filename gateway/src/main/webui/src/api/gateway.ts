import type { Draft } from "../connections/ConnectionForm";
import { type Format, partSize, type Preview, readPreview } from "../connections/upload";
import type { ExactJson } from "../exact/json";
import { boolean, fields, list, string, strings } from "../exact/read";
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
  const usable = list(data?.connections).flatMap((item) => {
    const one = fields(item);
    const id = string(one?.connection_id);
    return id ? [{ id, name: string(one?.name) ?? id, shared: boolean(one?.shared) ?? true }] : [];
  });
  return {
    suggestions: strings(data?.suggestions),
    connections: usable,
    connectionId: (usable.find((one) => one.id === wanted) ?? usable[0])?.id,
  };
}

export interface Accepted {
  requestId: string;
  streamUrl: string;
}

/** A verified query with values of the asker's own. */
export interface QueryChoice {
  id: string;
  parameters: Record<string, string>;
}

export async function ask(
  question: string,
  key: string,
  connectionId?: string,
  confirmPlan = false,
  choice?: QueryChoice,
  threadId?: string,
): Promise<Accepted> {
  const body = {
    question,
    ...(threadId ? { thread_id: threadId } : {}),
    ...(connectionId ? { connection_id: connectionId } : {}),
    ...(confirmPlan ? { confirm_plan: true } : {}),
    ...(choice ? { verified_query_id: choice.id, parameters: choice.parameters } : {}),
  };
  const data = fields(await call("POST", "/api/ask", { body, headers: { "Idempotency-Key": key } }));
  const requestId = string(data?.request_id);
  if (!requestId) throw new Problem(502, "invalid_response", "The server did not name the request.");
  return { requestId, streamUrl: ownPath(string(data?.stream_url)) ?? streamOf(requestId) };
}

const THREADS = "/api/threads";

export function threads(cursor?: string): Promise<ExactJson> {
  return call("GET", paged(THREADS, cursor));
}

export function messages(threadId: string, cursor?: string): Promise<ExactJson> {
  return call("GET", paged(`${threadPath(threadId)}/messages`, cursor));
}

export function beginThread(model: string, connectionId?: string): Promise<ExactJson> {
  return call("POST", THREADS, { body: { model, ...(connectionId ? { connection_id: connectionId } : {}) } });
}

export async function renameThread(threadId: string, title: string): Promise<void> {
  await call("PATCH", threadPath(threadId), { body: { title } });
}

export async function deleteThread(threadId: string): Promise<void> {
  await call("DELETE", threadPath(threadId));
}

export async function chooseModel(threadId: string, model: string): Promise<void> {
  await call("POST", `${threadPath(threadId)}/model`, { body: { model } });
}

export async function chooseConnection(threadId: string, connectionId: string): Promise<void> {
  await call("POST", `${threadPath(threadId)}/connection`, { body: { connection_id: connectionId } });
}

function threadPath(threadId: string): string {
  return `${THREADS}/${encodeURIComponent(threadId)}`;
}

function paged(path: string, cursor: string | undefined): string {
  return cursor ? `${path}?cursor=${encodeURIComponent(cursor)}` : path;
}

export function models(signal: AbortSignal): Promise<ExactJson> {
  return call("GET", "/api/models", { signal });
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

/** What the asker says to a question back, or to a plan. */
export interface Reply {
  action: "answer" | "confirm" | "edit" | "cancel";
  text?: string;
}

export async function reply(requestId: string, said: Reply): Promise<void> {
  await call("POST", `/api/requests/${encodeURIComponent(requestId)}/reply`, { body: said });
}

export function checkSql(
  sql: string,
  as: { role: string | undefined; connection_id: string | undefined; dialect: string | undefined },
  signal: AbortSignal,
): Promise<ExactJson> {
  return call("POST", "/api/policy/check", { body: { sql, ...as }, signal });
}

const CONNECTIONS = "/api/connections";

export function connections(signal: AbortSignal): Promise<ExactJson> {
  return call("GET", CONNECTIONS, { signal });
}

export function connectionKinds(signal: AbortSignal): Promise<ExactJson> {
  return call("GET", `${CONNECTIONS}/kinds`, { signal });
}

export function connectionOf(id: string, signal: AbortSignal): Promise<ExactJson> {
  return call("GET", pathOf(id), { signal });
}

/** Makes a connection; returns its id. */
export async function createConnection(draft: Draft): Promise<string> {
  const id = string(fields(await call("POST", CONNECTIONS, { body: draft }))?.connection_id);
  if (!id) throw new Problem(502, "invalid_response", "The server did not name the connection.");
  return id;
}

export async function changeConnection(id: string, draft: Draft): Promise<void> {
  await call("PUT", pathOf(id), { body: draft });
}

export async function deleteConnection(id: string): Promise<void> {
  await call("DELETE", pathOf(id));
}

export async function testConnection(id: string): Promise<void> {
  await call("POST", `${pathOf(id)}/test`);
}

export async function readTables(id: string): Promise<void> {
  await call("POST", `${pathOf(id)}/sync`);
}

const UPLOADS = `${CONNECTIONS}/import/csv`;

export async function beginUpload(): Promise<{ id: string; size: number; most: number }> {
  const begun = partSize(await call("POST", UPLOADS));
  if (!begun) throw new Problem(502, "invalid_response", "The server did not begin an upload.");
  return begun;
}

export async function sendPart(id: string, number: number, part: Blob): Promise<void> {
  await call("PUT", `${UPLOADS}/${encodeURIComponent(id)}/parts/${number}`, { bytes: part });
}

export async function previewUpload(id: string, fileName: string, format: Format | undefined): Promise<Preview> {
  const body = { file_name: fileName, ...(format ? { format } : {}) };
  const preview = readPreview(await call("POST", `${UPLOADS}/${encodeURIComponent(id)}/preview`, { body }));
  if (!preview) throw new Problem(502, "invalid_response", "The server did not say what is in the file.");
  return preview;
}

/** Makes the table; returns the connection's id. */
export async function finishUpload(id: string, wanted: object): Promise<string> {
  const path = `${UPLOADS}/${encodeURIComponent(id)}/finish`;
  const connectionId = string(fields(await call("POST", path, { body: wanted }))?.connection_id);
  if (!connectionId) throw new Problem(502, "invalid_response", "The server did not name the connection.");
  return connectionId;
}

function pathOf(connectionId: string): string {
  return `${CONNECTIONS}/${encodeURIComponent(connectionId)}`;
}

function modelOf(connectionId: string): string {
  return `${pathOf(connectionId)}/semantic-model`;
}

export function semanticModel(id: string, signal: AbortSignal): Promise<ExactJson> {
  return call("GET", modelOf(id), { signal });
}

export function semanticVersions(id: string, signal: AbortSignal): Promise<ExactJson> {
  return call("GET", `${modelOf(id)}/versions`, { signal });
}

export function semanticVersion(id: string, version: number, signal: AbortSignal): Promise<ExactJson> {
  return call("GET", `${modelOf(id)}/versions/${version}`, { signal });
}

export function semanticDraft(id: string): Promise<ExactJson> {
  return call("GET", `${modelOf(id)}/draft`);
}

export function checkSemantics(id: string, text: string, signal: AbortSignal): Promise<ExactJson> {
  return call("POST", `${modelOf(id)}/check`, { body: { text }, signal });
}

export function importSemantics(id: string, format: string, text: string): Promise<ExactJson> {
  return call("POST", `${modelOf(id)}/import`, { body: { format, text } });
}

/** Saves the next version, if `version` is still the newest. */
export function saveSemantics(id: string, text: string, version: number): Promise<ExactJson> {
  return call("PUT", modelOf(id), { body: { text, version } });
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

/** What an asker thinks of an answer. */
export interface FeedbackGiven {
  helpful: boolean;
  reason?: string;
  corrected_sql?: string;
  propose?: boolean;
}

/** Returns whether a candidate came of it. */
export async function giveFeedback(requestId: string, given: FeedbackGiven): Promise<boolean> {
  const body = { request_id: requestId, ...given };
  return string(fields(await call("POST", "/api/feedback", { body }))?.knowledge_id) !== undefined;
}

export function knowledge(query: URLSearchParams, signal: AbortSignal): Promise<ExactJson> {
  return call("GET", `/api/knowledge?${query}`, { signal });
}

export function knowledgeOf(id: string, signal: AbortSignal): Promise<ExactJson> {
  return call("GET", `/api/knowledge/${encodeURIComponent(id)}`, { signal });
}

export type KnowledgeDecision = "approve" | "reject" | "retire";

export function decideKnowledge(id: string, decision: KnowledgeDecision, reason: string): Promise<ExactJson> {
  return call("POST", `/api/knowledge/${encodeURIComponent(id)}/${decision}`, { body: reason ? { reason } : {} });
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

export function verifyProgress(signal: AbortSignal): Promise<ExactJson> {
  return call("GET", "/api/audit/verify/progress", { signal });
}
