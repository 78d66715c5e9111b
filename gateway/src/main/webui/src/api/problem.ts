/** What the server said when it refused, as RFC 9457 has it. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly requestId?: string,
    /** The whole document; some kinds say more than the standard members. */
    readonly more: Record<string, unknown> = {},
  ) {
    super(message);
  }

  get unauthenticated(): boolean {
    return this.status === 401;
  }

  /** Whether the same request may succeed a little later. */
  get temporary(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

const SAID: Record<number, string> = {
  400: "The request has the wrong form.",
  401: "You are not signed in.",
  403: "Your role does not permit this.",
  404: "There is no such thing, or it is not yours.",
  409: "It is in a state that does not permit this.",
  413: "The text is longer than permitted.",
  429: "Too many requests at a time. Try again in a moment.",
  503: "The service is busy or starting. Try again in a moment.",
  504: "The service did not answer in time.",
};

/** Reads the problem document of a response that is not ok. */
export async function problemOf(response: Response): Promise<Problem> {
  let body: Record<string, unknown> = {};
  try {
    const read: unknown = JSON.parse(await response.text());
    if (read !== null && typeof read === "object") body = read as Record<string, unknown>;
  } catch {
    // a proxy's page, or nothing: the status has to do
  }
  const text = (name: string): string | undefined => {
    const value = body[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const said = SAID[response.status] ?? `The server answered with status ${response.status}.`;
  return new Problem(
    response.status,
    text("code") ?? `http_${response.status}`,
    text("detail") ?? text("message") ?? said,
    text("request_id"),
    body,
  );
}

/** A sentence for whatever was thrown. */
export function describe(error: unknown): string {
  if (error instanceof Problem) return error.message;
  if (error instanceof TypeError) return "The server cannot be reached. Check the connection and try again.";
  return error instanceof Error ? error.message : "Something went wrong.";
}
