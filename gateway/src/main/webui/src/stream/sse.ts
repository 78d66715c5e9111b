/** One server-sent event. */
export interface SseEvent {
  event: string;
  data: string;
  /** The last id that the stream gave, which may come from an earlier event. */
  id: string;
}

/**
 * Reads `text/event-stream` in the pieces in which it arrives. Lines may end in LF, CR or CRLF and
 * be cut anywhere. What follows the last blank line is no event yet, and is dropped with the parser.
 */
export class SseParser {
  /** The wait that the server asks for before a reconnect, in milliseconds. */
  retry: number | undefined;

  private rest = "";
  private started = false;
  private skipLineFeed = false;
  private event = "";
  private data: string[] = [];
  private id = "";

  push(chunk: string): SseEvent[] {
    if (!this.started && chunk !== "") {
      this.started = true;
      if (chunk.startsWith("\uFEFF")) chunk = chunk.slice(1);
    }
    if (this.skipLineFeed && chunk !== "") {
      this.skipLineFeed = false;
      if (chunk.startsWith("\n")) chunk = chunk.slice(1);
    }
    const events: SseEvent[] = [];
    const lineEnd = /\r\n|\n|\r/g;
    let from = 0;
    for (let found = lineEnd.exec(chunk); found; found = lineEnd.exec(chunk)) {
      this.line(this.rest + chunk.slice(from, found.index), events);
      this.rest = "";
      from = lineEnd.lastIndex;
      // A CR at the very end may be the first half of a CRLF.
      if (found[0] === "\r" && from === chunk.length) this.skipLineFeed = true;
    }
    this.rest += chunk.slice(from);
    return events;
  }

  private line(line: string, events: SseEvent[]): void {
    if (line === "") {
      if (this.data.length > 0) {
        events.push({ event: this.event || "message", data: this.data.join("\n"), id: this.id });
      }
      this.event = "";
      this.data = [];
      return;
    }
    const colon = line.indexOf(":");
    if (colon === 0) return; // a comment keeps the connection alive
    const field = colon < 0 ? line : line.slice(0, colon);
    let value = colon < 0 ? "" : line.slice(colon + 1);
    if (value.startsWith(" ")) value = value.slice(1);
    switch (field) {
      case "event":
        this.event = value;
        break;
      case "data":
        this.data.push(value);
        break;
      case "id":
        if (!value.includes("\0")) this.id = value;
        break;
      case "retry":
        if (/^\d+$/.test(value)) this.retry = Number(value);
        break;
    }
  }
}
