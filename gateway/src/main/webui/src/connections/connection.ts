import type { ExactJson } from "../exact/json";
import { boolean, type Fields, fields, list, number, string, strings } from "../exact/read";

/** Connections and what has to be filled in for them, read from the gateway's JSON. */

export interface Setting {
  name: string;
  label: string;
  type: string;
  required: boolean;
  choices: string[];
  preset: string | undefined;
  hint: string | undefined;
}

export interface Kind {
  kind: string;
  label: string;
  settings: Setting[];
  secret: { label: string; required: boolean; lines: boolean } | undefined;
}

/** How a test or a reading went; whatever this page does not know counts as failed. */
export interface Progress {
  state: "never" | "running" | "passed" | "failed" | "unknown";
  at: string | undefined;
  message: string | undefined;
  advice: string | undefined;
}

export interface TestRun extends Progress {
  product: string | undefined;
  tables: number | undefined;
  findings: string[];
}

export interface Difference {
  count: number;
  names: string[];
}

export interface Reading extends Progress {
  tables: number | undefined;
  changes: { at: string | undefined; added: Difference; changed: Difference; removed: Difference } | undefined;
}

export interface Connection {
  id: string;
  name: string;
  kind: string;
  shared: boolean;
  owner: string | undefined;
  configured: boolean;
  editable: boolean;
  /** Absent for those who do not look after it. */
  settings: Record<string, string> | undefined;
  hasSecret: boolean;
  test: TestRun | undefined;
  sync: Reading | undefined;
}

export function readKinds(json: ExactJson): Kind[] {
  return list(json).flatMap((item) => {
    const data = fields(item);
    const kind = string(data?.kind);
    if (!data || !kind) return [];
    const secret = fields(data.secret);
    return [
      {
        kind,
        label: string(data.label) ?? kind,
        settings: list(data.fields).flatMap(readSetting),
        secret: secret && {
          label: string(secret.label) ?? "Secret",
          required: boolean(secret.required) ?? false,
          lines: boolean(secret.lines) ?? false,
        },
      },
    ];
  });
}

function readSetting(json: ExactJson): Setting[] {
  const data = fields(json);
  const name = string(data?.name);
  if (!data || !name) return [];
  return [
    {
      name,
      label: string(data.label) ?? name,
      type: string(data.type) ?? "text",
      required: boolean(data.required) ?? false,
      choices: strings(data.choices),
      preset: string(data.preset),
      hint: string(data.hint),
    },
  ];
}

export function readConnections(json: ExactJson): { connections: Connection[]; mayShare: boolean } {
  const data = fields(json);
  return { connections: list(data?.connections).flatMap(readOne), mayShare: boolean(data?.may_share) ?? false };
}

function readOne(json: ExactJson): Connection[] {
  const connection = readConnection(json);
  return connection ? [connection] : [];
}

export function readConnection(json: ExactJson): Connection | undefined {
  const data = fields(json);
  const id = string(data?.connection_id);
  if (!data || !id) return undefined;
  return {
    id,
    name: string(data.name) ?? id,
    kind: string(data.kind) ?? "",
    shared: boolean(data.shared) ?? false,
    owner: string(data.owner),
    configured: boolean(data.configured) ?? false,
    editable: boolean(data.editable) ?? false,
    settings: readSettings(fields(data.settings)),
    hasSecret: boolean(data.has_secret) ?? false,
    test: readTest(fields(data.test)),
    sync: readSync(fields(data.sync)),
  };
}

function readSettings(data: Fields | undefined): Record<string, string> | undefined {
  if (!data) return undefined;
  return Object.fromEntries(Object.entries(data).flatMap(([name, value]) => (string(value) === undefined ? [] : [[name, string(value)!]])));
}

function readTest(data: Fields | undefined): TestRun | undefined {
  if (!data) return undefined;
  const outcome = fields(data.outcome);
  const state = string(data.state);
  const interrupted = state === "interrupted";
  return {
    state: state === "running" ? "running" : boolean(outcome?.passed) ? "passed" : "failed",
    at: string(data.ended_at) ?? string(data.started_at),
    message: interrupted ? "The test was interrupted." : string(outcome?.message),
    advice: interrupted ? "Test it again." : string(outcome?.advice),
    product: string(outcome?.product),
    tables: number(outcome?.tables),
    findings: strings(outcome?.findings),
  };
}

const READ: Record<string, Progress["state"]> = { never: "never", running: "running", completed: "passed", failed: "failed" };

function readSync(data: Fields | undefined): Reading | undefined {
  if (!data) return undefined;
  const changes = fields(data.changes);
  return {
    state: READ[string(data.state) ?? ""] ?? "unknown",
    at: string(data.ended_at) ?? string(data.started_at),
    message: string(data.message),
    advice: string(data.advice),
    tables: number(data.tables),
    changes: changes && {
      at: string(changes.at),
      added: readDifference(changes.added),
      changed: readDifference(changes.changed),
      removed: readDifference(changes.removed),
    },
  };
}

function readDifference(json: ExactJson | undefined): Difference {
  const data = fields(json);
  return { count: number(data?.count) ?? 0, names: strings(data?.names) };
}

/** Splits what the server says of one field, as in "settings.port: is a whole number.". */
export function fieldOf(message: string): { field: string; words: string } | undefined {
  const match = /^([a-z_.0-9]+): (.+)$/s.exec(message);
  return match ? { field: match[1]!, words: match[2]! } : undefined;
}

/** Whether something is still going on that is worth looking at again. */
export function isBusy(connection: Connection): boolean {
  return (
    connection.test?.state === "running" || connection.sync?.state === "running" || connection.sync?.state === "never"
  );
}

/** Whether it leads to a file that was uploaded for it. */
export function isUpload(connection: Connection): boolean {
  return connection.settings?.file?.startsWith("uploads/") ?? false;
}
