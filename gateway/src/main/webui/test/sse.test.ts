import { describe, expect, it } from "vitest";
import { SseParser } from "../src/stream/sse";

const STREAM =
  '\uFEFF: hello\n\nid: 7\nevent: trace\ndata: {"a":1}\n\nevent: token\r\ndata: one\r\ndata: two\r\n\r\nretry: 1500\rdata:no space\r\r: keep-alive\n\ndata\n\n';

const READ = [
  { event: "trace", data: '{"a":1}', id: "7" },
  { event: "token", data: "one\ntwo", id: "7" },
  { event: "message", data: "no space", id: "7" },
  { event: "message", data: "", id: "7" },
];

describe("server-sent events", () => {
  it("are read with all three line ends, comments and fields without a space", () => {
    const parser = new SseParser();
    expect(parser.push(STREAM)).toEqual(READ);
    expect(parser.retry).toBe(1500);
  });

  it("are the same however the bytes are cut", () => {
    for (let size = 1; size <= STREAM.length; size++) {
      const parser = new SseParser();
      const events = [];
      for (let at = 0; at < STREAM.length; at += size) events.push(...parser.push(STREAM.slice(at, at + size)));
      expect(events).toEqual(READ);
    }
  });

  it("are not handed on before their blank line", () => {
    const parser = new SseParser();
    expect(parser.push("data: half\n")).toEqual([]);
    expect(parser.push("\n")).toHaveLength(1);
  });

  it("without data are none, and their name does not stick", () => {
    const parser = new SseParser();
    expect(parser.push("event: done\n\ndata: x\n\n")).toEqual([{ event: "message", data: "x", id: "" }]);
  });

  it("ignore an id with a NUL and an unknown field", () => {
    const parser = new SseParser();
    expect(parser.push("id: 1\nid: a\0b\nfoo: bar\ndata: x\n\n")[0]?.id).toBe("1");
  });
});
