import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

const { ask, events, parse, Refused } = await import(
  new URL("../shopping-assistant/src/main/resources/META-INF/resources/widget/stream.js", import.meta.url)
);

/** @type {import("node:http").Server} */
let server;
let url = "";
/** @type {((request: any, response: any) => void)[]} what the server does with the next requests */
let script = [];
/** @type {string[]} */
let keys = [];

before(async () => {
  server = createServer((request, response) => {
    keys.push(String(request.headers["idempotency-key"]));
    script.shift()?.(request, response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  url = `http://127.0.0.1:${/** @type {any} */ (server.address()).port}/`;
});
after(() => server.close());

const head = (response) => response.writeHead(200, { "Content-Type": "text/event-stream", "Wenwen-Conversation": "c_1" });

async function run(steps) {
  script = steps;
  keys = [];
  const seen = [];
  const retries = [];
  await ask({
    url,
    body: { message: "你好" },
    key: "k1",
    language: "zh-CN",
    signal: new AbortController().signal,
    onEvent: (e) => seen.push(e),
    onRetry: (n) => retries.push(n),
    onConversation: () => {},
  });
  return { seen, retries };
}

test("a frame's lines become one event; comments are nothing", () => {
  assert.deepEqual(parse('event: text\ndata: {"text":"一"}'), { event: "text", data: { text: "一" } });
  assert.equal(parse(": "), null);
});

test("characters that are cut between two packets arrive whole", async () => {
  const bytes = new TextEncoder().encode('event: text\ndata: {"text":"冲锋衣"}\n\n');
  const body = new ReadableStream({
    start(controller) {
      for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
      controller.close();
    },
  });
  const seen = [];
  for await (const event of events(body)) seen.push(event);
  assert.deepEqual(seen, [{ event: "text", data: { text: "冲锋衣" } }]);
});

test("a cut connection is tried again with the same key, from the first event", async () => {
  const { seen, retries } = await run([
    (_, response) => {
      head(response);
      response.write('event: text\ndata: {"text":"半"}\n\n', () => response.destroy());
    },
    (_, response) => {
      head(response);
      response.end('event: text\ndata: {"text":"全"}\n\nevent: done\ndata: {"text":"全"}\n\n');
    },
  ]);
  assert.deepEqual(retries, [1]);
  assert.deepEqual(keys, ["k1", "k1"]);
  assert.deepEqual(seen.map((e) => e.event).slice(-2), ["text", "done"]);
});

test("a refusal is not tried again and carries the shop's words", async () => {
  const refusal = run([
    (_, response) => {
      response.writeHead(422, { "Content-Type": "application/problem+json" });
      response.end('{"detail":"用过了","advice":"换一个","code":"key_reused"}');
    },
  ]);
  await assert.rejects(refusal, (e) => e instanceof Refused && e.message === "用过了" && e.advice === "换一个");
  assert.equal(keys.length, 1);
});
