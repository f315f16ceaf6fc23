import { h, icon } from "../widget/dom.js";
import { money } from "../widget/views.js";
import { languageOf } from "../widget/words.js";
import { WORDS } from "./words.js";

const CART = "wenwen.shop.cart";
const LANGUAGE = "wenwen.shop.language";

export const language = languageOf(localStorage.getItem(LANGUAGE) ?? navigator.language);
document.documentElement.lang = language;

/** @param {keyof typeof WORDS["en"]} key @param {Record<string, string | number>} [places] */
export const say = (key, places = {}) =>
  WORDS[language][key].replace(/\{(\w+)\}/g, (whole, name) => String(places[name] ?? whole));

/** Asks the shop's JSON interface; a refusal becomes an error with the shop's own words. @param {string} path @param {RequestInit} [init] */
export async function get(path, init = {}) {
  const response = await fetch(path, {
    ...init,
    headers: { "Accept-Language": language, "Content-Type": "application/json", ...init.headers },
  });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    const failure = new Error([body.detail, body.advice].filter(Boolean).join(" ") || `HTTP ${response.status}`);
    throw Object.assign(failure, { status: response.status, code: body.code });
  }
  return body;
}

/** Runs a page's work; while the index is being built it says so and tries again. @param {() => Promise<void>} work */
export async function page(work) {
  const main = /** @type {HTMLElement} */ (document.getElementById("main"));
  for (;;) {
    try {
      return await work();
    } catch (failure) {
      const building = failure.code === "index_not_ready";
      main.replaceChildren(
        h("p", { class: "notice", role: "status" }, building ? say("building") : say("failed", { why: failure.message })),
      );
      if (!building) return;
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
  }
}

/** @returns {{sku: string, product: string, quantity: number}[]} */
export function cart() {
  try {
    return JSON.parse(localStorage.getItem(CART) ?? "[]");
  } catch {
    return [];
  }
}

/** @param {{sku: string, product: string, quantity: number}[]} lines */
export function keepCart(lines) {
  localStorage.setItem(CART, JSON.stringify(lines.slice(0, 100)));
  head();
}

/** Fills the page's head: name, search, cart, language. */
export function head() {
  const query = new URLSearchParams(location.search).get("q") ?? "";
  const pieces = cart().reduce((sum, line) => sum + line.quantity, 0);
  document.getElementById("top")?.replaceChildren(
    h("a", { class: "skip", href: "#main" }, say("skip")),
    h("a", { class: "brand", href: "/" }, h("img", { src: "/shop/mark.svg", alt: "" }), language === "en" ? "Wenwen" : "问问"),
    h(
      "form",
      { class: "search", role: "search", action: "/" },
      h("input", { name: "q", value: query, maxlength: 200, placeholder: say("search"), "aria-label": say("searchButton"), type: "search" }),
      h("button", { "aria-label": say("searchButton") }, icon("search")),
    ),
    h(
      "div",
      { class: "links" },
      h("a", { href: "/cart" }, icon("cart"), ` ${say("cart")}${pieces > 0 ? ` (${pieces})` : ""}`),
      h(
        "button",
        {
          type: "button",
          lang: language === "en" ? "zh-CN" : "en",
          onclick: () => {
            localStorage.setItem(LANGUAGE, language === "en" ? "zh-CN" : "en");
            location.reload();
          },
        },
        say("language"),
      ),
    ),
  );
}

/** A grid of products. @param {any[]} tiles */
export function grid(tiles) {
  return tiles.map((t) =>
    h(
      "li",
      { class: "tile" },
      h("div", { class: "picture" }, t.picture && h("img", { src: picture(t.picture), alt: "", loading: "lazy", width: 240, height: 240 })),
      h(
        "div",
        {},
        h("h2", {}, h("a", { href: `/p/${encodeURIComponent(t.id)}`, onclick: () => tell("click", [t.id]) }, t.title)),
        price(t),
        h("p", { class: "soft" }, [t.rating > 0 && say("stars", { n: t.rating }), say("sold", { n: t.sales }), !t.in_stock && say("soldOut")].filter(Boolean).join(" · ")),
        t.promotions.length > 0 && h("ul", { class: "tags" }, t.promotions.slice(0, 2).map((p) => h("li", {}, p))),
      ),
    ),
  );
}

/** @param {{price: number, list_price: number}} offer */
export function price(offer) {
  return h(
    "p",
    { class: "money" },
    h("b", {}, money(offer.price)),
    offer.list_price > offer.price && h("s", { "aria-label": `${say("listPrice")} ${money(offer.list_price)}` }, money(offer.list_price)),
  );
}

/** A picture's address, which catalogues give relative to the shop. @param {string} path */
export function picture(path) {
  return new URL(path, `${location.origin}/`).href;
}

/** Tells the recommender what happened; nothing waits for it. @param {"impression" | "click" | "cart"} type @param {string[]} products */
export function tell(type, products) {
  const events = products.slice(0, 100).map((product) => ({ id: crypto.randomUUID(), type, product }));
  if (events.length === 0) return;
  fetch("/api/events", { method: "POST", keepalive: true, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ events }) }).catch(() => {});
}
