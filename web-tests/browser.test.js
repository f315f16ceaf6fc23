import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { chromium } from "playwright-core";

const url = process.env.WENWEN_URL;
if (!url) throw new Error("WENWEN_URL must name a running shop; Maven's test of the browser sets it.");
const pictures = process.env.WENWEN_SCREENSHOTS ?? "../shopping-assistant/target/screenshots";
mkdirSync(pictures, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @type {import("playwright-core").BrowserContext} */
let browser;
/** @type {import("playwright-core").Page} */
let page;

async function open(options = {}) {
  const context = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "wenwen-browser-")), {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    locale: "zh-CN",
    viewport: { width: 1280, height: 860 },
    permissions: ["clipboard-read", "clipboard-write"],
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
    ...options,
  });
  context.setDefaultTimeout(30_000);
  return context;
}

before(async () => {
  browser = await open();
});
after(() => browser.close());

/** @type {string[]} what the page's console complained about */
let complaints = [];

beforeEach(async () => {
  await page?.close();
  await browser.clearCookies();
  page = await browser.newPage();
  complaints = [];
  page.on("pageerror", (e) => complaints.push(String(e)));
  page.on("console", (m) => m.text().includes("Content Security Policy") && complaints.push(m.text()));
  await page.goto(url);
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await page.locator(".tile").first().waitFor();
});

const chat = () => page.locator("wenwen-chat");
const shot = (name, of = page) => of.screenshot({ path: join(pictures, `${name}.png`) });

async function say(message) {
  if (await chat().locator(".launcher").isVisible()) await chat().locator(".launcher").click();
  await chat().locator("textarea").fill(message);
  await chat().locator("textarea").press("Enter");
}

const answered = (n = 1) => chat().locator(".foot").nth(n - 1).waitFor();

/** Serious and critical findings of axe on the page, shadow trees included. */
async function findings(of = page) {
  await of.evaluate(axe);
  const result = await of.evaluate(() => /** @type {any} */ (window).axe.run({ resultTypes: ["violations"] }));
  return result.violations
    .filter((v) => v.impact === "serious" || v.impact === "critical")
    .map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(" | ")}`);
}

test("the storefront lists products with pictures and leads to one", async () => {
  assert.ok((await page.locator(".tile").count()) > 3);
  assert.ok(await page.locator(".tile img").first().evaluate((i) => i.decode().then(() => i.naturalWidth > 0)), "picture is drawn");
  await shot("shop-wide");
  await page.locator(".tile a").first().click();
  await page.locator(".attributes").waitFor();
  await shot("product-wide");
  assert.deepEqual(await findings(), []);
  await page.locator(".buy .button").first().click();
  await page.goto(`${url}/cart`);
  await page.locator(".lines li").waitFor();
  await page.locator(".sum .button").click();
  await page.locator(".reviews li").waitFor();
  assert.match(await page.locator(".reviews li").innerText(), /W\d{14}/);
  await shot("cart-wide");
  assert.deepEqual(complaints, []);
});

test("the search box reads a sentence", async () => {
  await page.locator(".search input").fill("500元以内的防水冲锋衣");
  await page.locator(".search input").press("Enter");
  await page.waitForURL(/q=/);
  await page.locator(".tile").first().waitFor();
  const prices = await page.locator(".tile .money b").allInnerTexts();
  assert.ok(prices.every((p) => Number(p.replace(/[¥,]/g, "")) <= 500), prices.join(" "));
});

test("a shopper types and gets cards, then text with its label", async () => {
  await say("500元以内的防水冲锋衣");
  await chat().locator(".card").first().waitFor();
  await answered();
  assert.match(await chat().locator(".card .checks").first().innerText(), /✓/);
  assert.match(await chat().locator(".card .money b").first().innerText(), /^¥[\d,]+(\.\d\d)?$/);
  assert.match(await chat().locator(".prose[data-ai]").first().innerText(), /\S/);
  assert.equal(await chat().locator(".label").innerText(), "由 AI 生成");
  assert.match(await chat().locator(".badge").innerText(), /精简回答/);
  assert.deepEqual(await findings(), []);
  await shot("chat-wide");
  assert.deepEqual(complaints, []);
});

test("the label survives copying", async () => {
  await say("500元以内的防水冲锋衣");
  await answered();
  const copied = await page.evaluate(() => {
    const root = document.querySelector("wenwen-chat").shadowRoot;
    const prose = root.querySelector("[data-ai]");
    (root.getSelection?.() ?? document.getSelection()).selectAllChildren(prose);
    const data = new DataTransfer();
    prose.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true, composed: true, cancelable: true }));
    return data.getData("text/plain");
  });
  assert.match(copied, /由 AI 生成/);
});

test("a reload keeps the conversation; a new one starts empty", async () => {
  await say("500元以内的防水冲锋衣");
  await answered();
  const before = await chat().locator(".prose[data-ai]").first().innerText();
  await page.reload();
  await chat().locator(".launcher").click();
  await answered();
  assert.equal(await chat().locator(".prose[data-ai]").first().innerText(), before);
  assert.match(await chat().locator(".mine").innerText(), /冲锋衣/);
  await chat().locator(".tool[aria-label='新的对话']").click();
  assert.equal(await chat().locator(".mine").count(), 0);
});

test("a chip speaks for the shopper, and the answer before it is remembered", async () => {
  await say("冲锋衣");
  await answered();
  const chip = chat().locator(".turn:not(.welcome) .chip:not(.more)").first();
  await chip.waitFor();
  await chip.click();
  await answered(2);
  assert.equal(await chat().locator(".mine").count(), 2);
  await shot("chat-chips");
});

test("two products are compared in a table with a header for each", async () => {
  await say("500元以内的防水冲锋衣");
  await answered();
  await say("前两款比一下");
  await answered(2);
  const table = chat().locator("table").last();
  assert.equal(await table.locator("thead th, tr:first-child th").count() >= 2, true);
  assert.match(await table.innerText(), /价格/);
  assert.deepEqual(await findings(), []);
  await shot("chat-compare");
});

test("an order is told to the shopper who placed it and to nobody else", async () => {
  await page.locator(".tile a").first().click();
  await page.locator(".buy .button").first().click();
  await page.goto(`${url}/cart`);
  await page.locator(".sum .button").click();
  await page.locator(".reviews li").waitFor();
  const [number] = (await page.locator(".reviews li").innerText()).match(/W\d{14}/);
  await say(`订单${number}到哪了`);
  await answered();
  assert.match(await chat().locator(".prose").last().innerText(), new RegExp(number));
  await shot("chat-order");

  const stranger = await open();
  try {
    const other = await stranger.newPage();
    await other.goto(url);
    await other.locator("wenwen-chat .launcher").click();
    await other.locator("wenwen-chat textarea").fill(`订单${number}到哪了`);
    await other.locator("wenwen-chat textarea").press("Enter");
    await other.locator("wenwen-chat .foot").waitFor();
    assert.match(await other.locator("wenwen-chat .prose").last().innerText(), /没有/);
    assert.doesNotMatch(await other.locator("wenwen-chat .prose").last().innerText(), /¥|元|待付款|已付款|已发货/);
  } finally {
    await stranger.close();
  }
});

test("转人工 waits at the desk; an agent's reply reaches the shopper's open page", async () => {
  await say("我要投诉，转人工");
  await answered();
  const office = await open();
  try {
    const desk = await office.newPage();
    await desk.goto(`${url}/desk`);
    await desk.locator("input[name=username]").fill(process.env.WENWEN_AGENT);
    await desk.locator("input[name=password]").fill(process.env.WENWEN_AGENT_PASSWORD);
    await desk.locator("form button").click();
    await desk.locator("#queue li button").first().click();
    await desk.locator("#take").click();
    await desk.locator("#reply [name=text]").fill("您好，我是客服小问，请说说情况。");
    assert.deepEqual(await findings(desk), []);
    await shot("desk", desk);
    await desk.locator("#reply button").click();
    await chat().locator(".agent").getByText("我是客服小问").waitFor();
    await shot("chat-handover");
    await say("耳机坏了");
    await desk.locator("#said").getByText("耳机坏了").waitFor();
    await desk.locator("#close").click();
    await desk.locator("#nobody").waitFor();
  } finally {
    await office.close();
  }
});

test("stop ends an answer that hangs, and the next one works", async () => {
  await page.route("**/api/chat/turns", () => {}, { times: 1 });
  await say("冲锋衣");
  await chat().locator(".go.stop").click();
  await chat().locator(".problem").waitFor();
  assert.match(await chat().locator(".problem").innerText(), /已停止/);
  await say("冲锋衣");
  await answered();
});

test("a lost connection is retried with the same key; when it stays lost the shopper may try again", async () => {
  const keys = [];
  await page.route("**/api/chat/turns", (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    return keys.length <= 4 ? route.abort("connectionreset") : route.continue();
  });
  await say("冲锋衣");
  await chat().locator(".problem .plain").waitFor();
  await shot("chat-offline");
  await chat().locator(".problem .plain").click();
  await answered();
  assert.equal(new Set(keys).size, 1);
  assert.equal(keys.length, 5);
  assert.equal(await chat().locator(".mine").count(), 1);
});

test("what a shopper or a merchant writes is never read as HTML", async () => {
  await say("<img src=x onerror=\"document.title='hacked'\"> <script>1</script> 冲锋衣");
  await chat().locator(".foot, .problem").first().waitFor();
  assert.equal(await chat().locator(".mine img, .mine script").count(), 0);
  assert.match(await chat().locator(".mine").innerText(), /<img src=x/);
  assert.notEqual(await page.title(), "hacked");
});

test("the whole chat is used by keyboard and speaks English", async () => {
  await chat().locator(".launcher").focus();
  await page.keyboard.press("Enter");
  assert.ok(await chat().locator("textarea").evaluate((t) => t.getRootNode().activeElement === t), "focus goes into the box");
  await chat().locator(".tool[lang=en]").click();
  assert.equal(await chat().locator(".go").getAttribute("aria-label"), "Send");
  await say("waterproof jacket under 500 yuan");
  await answered();
  assert.equal(await chat().locator(".label").innerText(), "AI-generated");
  assert.doesNotMatch(await chat().locator(".badge").innerText(), /[一-鿿]/);
  await shot("chat-english");
  await chat().locator("textarea").focus();
  await page.keyboard.press("Escape");
  assert.ok(await chat().locator(".launcher").evaluate((t) => t.getRootNode().activeElement === t), "focus comes back");
});

test("a narrow dark screen shows everything without sideways scrolling", async () => {
  const phone = await open({ viewport: { width: 390, height: 844 }, colorScheme: "dark", isMobile: true, hasTouch: true });
  try {
    const small = await phone.newPage();
    await small.goto(url);
    await small.locator(".tile").first().waitFor();
    await shot("shop-narrow-dark", small);
    const sideways = () => small.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(await sideways(), false);
    await small.locator("wenwen-chat .launcher").click();
    await small.locator("wenwen-chat textarea").fill("500元以内的防水冲锋衣");
    await small.locator("wenwen-chat .go").click();
    await small.locator("wenwen-chat .foot").waitFor();
    assert.equal(await sideways(), false);
    assert.deepEqual(await findings(small), []);
    await shot("chat-narrow-dark", small);
    await small.locator("wenwen-chat .log").evaluate((l) => (l.scrollTop = 0));
    await shot("chat-narrow-dark-top", small);
  } finally {
    await phone.close();
  }
});
