import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vite";
import * as connections from "./connections";
import * as governance from "./governance";
import * as semantic from "./semantics";
import { type Scene, sceneFor, SUGGESTIONS } from "./scenes";
import * as conversations from "./threads";

/**
 * A double of the gateway for work on the page alone: `npm run dev:mock`. It speaks the same paths and
 * the same events; which story it tells depends on words in the question. Any password but "wrong"
 * signs in; the user's name is the role.
 */
export function mockGateway(): Plugin {
  const mock = new MockGateway();
  const use = (server: { middlewares: { use: (handler: typeof mock.handle) => unknown } }): void => {
    server.middlewares.use(mock.handle);
  };
  return { name: "mock-gateway", configureServer: use, configurePreviewServer: use };
}

interface Running {
  events: string[];
  ended: boolean;
  cut: boolean;
  listeners: Set<() => void>;
  timers: NodeJS.Timeout[];
}

const POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'";

class MockGateway {
  private readonly sessions = new Map<string, string>();
  private decision: governance.Decided | undefined;
  private readonly models = new semantic.Models();
  private curated: governance.Curated | undefined;
  private threads: conversations.MockThread[] = [];
  private readonly requests = new Map<string, Running>();

  readonly handle = (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const url = new URL(request.url ?? "/", "http://mock");
    if (!url.pathname.startsWith("/api/")) {
      // The built page must work under the policy that it is served with.
      if (process.env["MOCK_CSP"]) response.setHeader("Content-Security-Policy", POLICY);
      next();
      return;
    }
    this.route(request, response, url).catch((error: unknown) => {
      problem(response, 500, "internal", String(error));
    });
  };

  private async route(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const method = request.method ?? "GET";
    const path = url.pathname;
    const body = method === "GET" ? {} : await readJson(request);
    if (method !== "GET" && request.headers["x-nexus-client"] !== "web") {
      return problem(response, 403, "forbidden", "The header X-Nexus-Client is missing.");
    }

    if (path === "/api/auth/login") {
      if (body["password"] === "wrong") return problem(response, 401, "unauthenticated", "Unknown user or password.");
      const id = randomUUID();
      this.sessions.set(id, String(body["username"]));
      response.setHeader("Set-Cookie", `nexus_mock=${id}; HttpOnly; SameSite=Strict; Path=/`);
      return json(response, 200, { user: userOf(String(body["username"])) });
    }

    const session = /nexus_mock=([^;]+)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
    const username = this.sessions.get(session);
    if (!username) return problem(response, 401, "unauthenticated", "Sign in first.");

    const id = /^\/api\/requests\/([^/]+)/.exec(path)?.[1];
    const audited = /^\/api\/query-audit\/([^/]+)/.exec(path)?.[1];
    if (path === "/api/auth/me") return json(response, 200, userOf(username));
    if (path === "/api/auth/session") {
      this.sessions.delete(session);
      response.writeHead(204).end();
    } else if (path === "/api/meta") {
      json(response, 200, {
        suggestions: SUGGESTIONS,
        default_connection: "demo",
        connections: connections.ALL,
      });
    } else if (semantic.PATH.test(path)) {
      const [status, answer] = this.models.answer(method, path, username, body);
      if (typeof answer === "string") problem(response, status, "refused", answer);
      else json(response, status, answer);
    } else if (path.startsWith("/api/connections")) {
      this.connection(response, method, path.slice("/api/connections".length));
    } else if (path === "/api/ask") {
      this.ask(response, session, String(body["question"] ?? ""), String(body["thread_id"] ?? ""));
    } else if (path === "/api/models") {
      json(response, 200, conversations.MODELS);
    } else if (path.startsWith("/api/threads")) {
      this.thread(response, method, path.slice("/api/threads".length), body);
    } else if (path === "/api/stream") {
      this.stream(request, response, url.searchParams.get("rid") ?? "");
    } else if (id && path.endsWith("/reply")) {
      this.reply(response, id);
    } else if (id && method === "GET") {
      json(response, 200, { request_id: id, status: "pending_review" });
    } else if (id && method === "DELETE") {
      this.cancel(response, id);
    } else if (path.startsWith("/api/reviews")) {
      this.review(response, username, path, body);
    } else if (path === "/api/feedback") {
      json(response, 201, { request_id: body["request_id"], ...(body["corrected_sql"] ? { knowledge_id: "33" } : {}) });
    } else if (path.startsWith("/api/knowledge")) {
      this.knowledge(response, username, path, body);
    } else if (path === "/api/policy/check") {
      json(response, 200, governance.check(String(body["sql"] ?? ""), String(body["role"] ?? "")));
    } else if (path === "/api/audit/verify") {
      json(response, 200, governance.VERIFIED);
    } else if (audited === "recent") {
      json(response, 200, governance.recent(url.searchParams.get("policy_decision")));
    } else if (audited) {
      json(response, 200, governance.history(audited));
    } else {
      problem(response, 404, "not_found", "There is no such path.");
    }
  }

  private knowledge(response: ServerResponse, username: string, path: string, body: Record<string, unknown>): void {
    const verb = /\/(approve|reject|retire)$/.exec(path)?.[1];
    if (verb) {
      const state = { approve: "approved", reject: "rejected", retire: "retired" }[verb] ?? verb;
      this.curated = { state, by: username, reason: String(body["reason"] ?? "") };
    }
    const entry = governance.proposal(username, this.curated);
    json(response, 200, path === "/api/knowledge" ? { knowledge: [entry] } : entry);
  }

  private connection(response: ServerResponse, method: string, path: string): void {
    const known = connections.ALL.find((one) => path === `/${one.connection_id}`);
    if (path === "" && method === "GET") json(response, 200, { connections: connections.ALL, may_share: true });
    else if (path === "/kinds") json(response, 200, connections.KINDS);
    else if (path === "") problem(response, 400, "invalid_request", "settings.host: the executor may not reach it.");
    else if (path === "/import/csv") json(response, 201, { upload_id: "u", part_size: 524288, max_size: 1073741824 });
    else if (path.endsWith("/preview")) json(response, 200, connections.PREVIEW);
    else if (path.endsWith("/finish")) json(response, 422, connections.BAD_ROWS);
    else if (known && method === "GET") json(response, 200, known);
    else if (known || /\/(test|sync|parts\/\d+)$/.test(path)) response.writeHead(204).end();
    else problem(response, 404, "not_found", "There is no such connection.");
  }

  private thread(response: ServerResponse, method: string, path: string, body: Record<string, unknown>): void {
    if (path === "" && method === "GET") {
      return json(response, 200, { threads: this.threads.map(conversations.view) });
    }
    if (path === "") {
      const begun = { thread_id: randomUUID(), model: "auto", connection_id: "demo", ...body, asked: [] };
      this.threads.unshift(begun);
      return json(response, 201, conversations.view(begun));
    }
    const thread = this.threads.find((one) => path.startsWith(`/${one.thread_id}`));
    if (!thread) return problem(response, 404, "not_found", "There is no such thread.");
    if (path.endsWith("/messages")) return json(response, 200, conversations.messages(thread));
    if (method === "DELETE") {
      this.threads = this.threads.filter((one) => one !== thread);
      response.writeHead(204).end();
      return;
    }
    Object.assign(thread, body);
    json(response, 200, conversations.view(thread));
  }

  private ask(response: ServerResponse, session: string, question: string, threadId: string): void {
    if (!question.trim()) return problem(response, 400, "invalid_request", "A question has 1 to 2,000 characters.");
    if (question.includes("expire")) {
      this.sessions.delete(session);
      return problem(response, 401, "unauthenticated", "The session has ended.");
    }
    const id = randomUUID();
    const running: Running = {
      events: [],
      ended: false,
      cut: question.includes("cut"),
      listeners: new Set(),
      timers: [],
    };
    this.requests.set(id, running);
    this.play(running, sceneFor(question));
    const thread = this.threads.find((one) => one.thread_id === threadId);
    if (thread) {
      thread.title ??= question;
      thread.asked.push({ request_id: id, question });
      this.threads = [thread, ...this.threads.filter((one) => one !== thread)];
    }
    json(response, 202, { request_id: id, stream_url: `/api/stream?rid=${id}`, links: {} });
  }

  private play(running: Running, scene: Scene): void {
    let after = 0;
    for (const { wait, event, data } of scene) {
      after += wait * Number(process.env["MOCK_PACE"] ?? 1);
      running.timers.push(setTimeout(() => this.emit(running, event, data()), after));
    }
  }

  private emit(running: Running, event: string, data: string): void {
    if (running.ended) return;
    const lines = data
      .split("\n")
      .map((line) => `data: ${line}\n`)
      .join("");
    running.events.push(`id: ${running.events.length + 100}\nevent: ${event}\n${lines}\n`);
    if (event === "done") running.ended = true;
    for (const listener of running.listeners) listener();
  }

  private stream(request: IncomingMessage, response: ServerResponse, id: string): void {
    const running = this.requests.get(id);
    if (!running) return problem(response, 404, "not_found", "There is no such request.");
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    response.write(": connected\n\n");
    const last = Number(request.headers["last-event-id"] ?? 99);
    let next = last - 99;
    const flush = (): void => {
      for (; next < running.events.length; next++) {
        response.write(running.events[next]);
        if (running.cut && next === 4) {
          running.cut = false;
          response.destroy();
          return;
        }
      }
      if (running.ended) response.end();
    };
    running.listeners.add(flush);
    response.on("close", () => running.listeners.delete(flush));
    flush();
  }

  private review(response: ServerResponse, username: string, path: string, body: Record<string, unknown>): void {
    const detail = governance.review(username, this.decision);
    if (path === "/api/reviews") {
      const open = detail.review.may_decide ? 1 : 0;
      return json(response, 200, { reviews: [detail.review], open });
    }
    if (!path.endsWith("/decision")) return json(response, 200, detail);
    if (this.decision) return problem(response, 409, "conflict", "Somebody has decided this already.");
    this.decision = { approved: body["decision"] === "approve", by: username, reason: String(body["reason"] ?? "") };
    json(response, 200, governance.review(username, this.decision));
  }

  private reply(response: ServerResponse, id: string): void {
    const running = this.requests.get(id);
    if (!running) return problem(response, 404, "not_found", "There is no such request.");
    running.ended = false;
    this.play(running, sceneFor("total net revenue"));
    response.writeHead(202).end();
  }

  private cancel(response: ServerResponse, id: string): void {
    const running = this.requests.get(id);
    if (!running) return problem(response, 404, "not_found", "There is no such request.");
    running.timers.forEach(clearTimeout);
    this.emit(running, "error", JSON.stringify({ code: "cancelled", message: "The request was withdrawn." }));
    this.emit(running, "done", JSON.stringify({ outcome: "cancelled" }));
    response.writeHead(202).end();
  }
}

function userOf(username: string): unknown {
  return { username, roles: [username.replace(/\d+$/, "")] };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

function problem(response: ServerResponse, status: number, code: string, detail: string): void {
  response
    .writeHead(status, { "Content-Type": "application/problem+json" })
    .end(JSON.stringify({ type: "about:blank", title: code, status, detail, code }));
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  if (request.headers["content-type"] === "application/octet-stream") return {};
  return text ? (JSON.parse(text) as Record<string, unknown>) : {};
}
