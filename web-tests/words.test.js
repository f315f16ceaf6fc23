import assert from "node:assert/strict";
import { test } from "node:test";

const pages = new URL("../shopping-assistant/src/main/resources/META-INF/resources/", import.meta.url);
const widget = await import(new URL("widget/words.js", pages));
const shop = await import(new URL("shop/words.js", pages));

const places = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

/** What differs between two dictionaries. */
function gaps(a, b) {
  const missing = Object.keys(a).filter((k) => !(k in b));
  const empty = Object.keys(b).filter((k) => b[k].trim() === "");
  const uneven = Object.keys(a).filter((k) => k in b && places(a[k]).join() !== places(b[k]).join());
  return { missing, empty, uneven };
}

for (const [name, words] of [["widget", widget.WORDS], ["storefront", shop.WORDS]]) {
  test(`the ${name}'s Chinese and English have the same keys and places`, () => {
    const none = { missing: [], empty: [], uneven: [] };
    assert.deepEqual(gaps(words["zh-CN"], words.en), none);
    assert.deepEqual(gaps(words.en, words["zh-CN"]), none);
  });
}

test("a missing key, an empty text and a lost place are noticed", () => {
  assert.deepEqual(gaps({ a: "x", b: "{n} y", c: "z" }, { b: "y", c: "" }), { missing: ["a"], empty: ["c"], uneven: ["b"] });
});

test("places are filled, unknown ones stay to be seen", () => {
  assert.equal(widget.speaker("zh-CN")("found", { n: 3 }), "找到 3 件商品");
  assert.equal(widget.speaker("en")("found"), "{n} products found");
});
