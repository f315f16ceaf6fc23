// OpenAI's Node client against a running shop: WENWEN_URL, WENWEN_KEY and WENWEN_MODEL say which.
import assert from "node:assert/strict";
import { test } from "node:test";
import OpenAI from "openai";

const baseURL = process.env.WENWEN_URL + "/v1";
const model = process.env.WENWEN_MODEL;
const client = new OpenAI({ baseURL, apiKey: process.env.WENWEN_KEY, timeout: 120_000, maxRetries: 0 });
const messages = [{ role: "user", content: "用三句话介绍西湖。" }];

const chat = (more) => client.chat.completions.create({ model, messages, max_tokens: 24, seed: 7, ...more });

test("the models are listed", async () => {
  const names = [];
  for await (const one of client.models.list()) names.push(one.id);
  assert.deepEqual(names, [model, "bge-small-zh-v1.5"]);
});

test("a stream says what the whole answer says", async () => {
  const whole = await chat();
  assert.equal(whole.choices[0].message.role, "assistant");
  let text = "";
  let usage;
  for await (const chunk of await chat({ stream: true, stream_options: { include_usage: true } })) {
    text += chunk.choices[0]?.delta?.content ?? "";
    usage = chunk.usage ?? usage;
  }
  assert.equal(text, whole.choices[0].message.content);
  assert.deepEqual(usage, whole.usage);
});

test("the client's own gatherer of streams understands ours", async () => {
  const stream = client.chat.completions.stream({ model, messages, max_tokens: 12, n: 2, logprobs: true });
  const final = await stream.finalChatCompletion();
  assert.equal(final.choices.length, 2);
  assert.ok(final.choices[0].message.content);
  assert.ok(final.choices[1].logprobs.content.length > 0);
});

test("a reader may leave in the middle", async () => {
  const stream = await chat({ stream: true, max_tokens: 2000 });
  for await (const chunk of stream) {
    if (chunk.choices[0]?.delta?.content) break;
  }
  assert.ok((await chat({ max_tokens: 2 })).choices[0].message.content);
});

const find = {
  type: "function",
  function: {
    name: "find_products",
    description: "查找商品",
    parameters: {
      type: "object",
      properties: { category: { type: "string", enum: ["耳机", "茶杯"] } },
      required: ["category"],
      additionalProperties: false,
    },
  },
};

test("a call streams through the client's own gatherer", async () => {
  const stream = client.chat.completions.stream({
    model,
    messages: [{ role: "user", content: "找耳机。" }],
    tools: [find],
    tool_choice: "required",
    parallel_tool_calls: false,
    max_tokens: 100,
    temperature: 0,
  });
  const final = await stream.finalChatCompletion();
  assert.equal(final.choices[0].finish_reason, "tool_calls");
  const [call] = final.choices[0].message.tool_calls;
  assert.equal(call.function.name, "find_products");
  assert.deepEqual(JSON.parse(call.function.arguments), { category: "耳机" });
});

test("an answer keeps to a JSON schema", async () => {
  const schema = { type: "object", properties: { fruit: { enum: ["苹果", "梨"] } }, required: ["fruit"], additionalProperties: false };
  const answer = await chat({ response_format: { type: "json_schema", json_schema: { name: "choice", strict: true, schema } } });
  assert.ok(["苹果", "梨"].includes(JSON.parse(answer.choices[0].message.content).fruit));
});

test("a text goes on", async () => {
  const answer = await client.completions.create({ model, prompt: "def add(a, b):\n    return", max_tokens: 5, temperature: 0 });
  assert.match(answer.choices[0].text, /a \+ b/);
});

test("texts become vectors", async () => {
  const answer = await client.embeddings.create({ model: "bge-small-zh-v1.5", input: ["衬衫", "衬衣"] });
  assert.equal(answer.data.length, 2);
  const [a, b] = answer.data.map((d) => d.embedding);
  assert.equal(a.length, 512);
  assert.ok(a.reduce((sum, x, i) => sum + x * b[i], 0) > 0.7);
});

test("refusals arrive as the client's own errors", async () => {
  await assert.rejects(chat({ model: "gpt-4o" }), OpenAI.NotFoundError);
  await assert.rejects(chat({ top_p: 2 }), OpenAI.BadRequestError);
  await assert.rejects(new OpenAI({ baseURL, apiKey: "sk-wrong", maxRetries: 0 }).models.list(), OpenAI.AuthenticationError);
});
