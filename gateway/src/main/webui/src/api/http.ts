import { type ExactJson, parseExact } from "../exact/json";
import { problemOf } from "./problem";

/**
 * Calls the gateway. The session rests in a cookie that scripts cannot read; the header shows that a
 * request comes from this page, which another site's form cannot do.
 */
export async function call(
  method: "GET" | "POST" | "DELETE" | "PATCH" | "PUT",
  path: string,
  options: { body?: unknown; bytes?: Blob; signal?: AbortSignal; headers?: Record<string, string> } = {},
): Promise<ExactJson> {
  const headers: Record<string, string> = { Accept: "application/json", ...options.headers };
  if (method !== "GET") headers["X-Nexus-Client"] = "web";
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  if (options.bytes !== undefined) headers["Content-Type"] = "application/octet-stream";
  const response = await fetch(path, {
    method,
    headers,
    credentials: "same-origin",
    cache: "no-store",
    ...(options.body !== undefined ? { body: JSON.stringify(options.body) } : {}),
    ...(options.bytes !== undefined ? { body: options.bytes } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  if (!response.ok) throw await problemOf(response);
  const text = await response.text();
  return text.trim() === "" ? null : parseExact(text);
}
