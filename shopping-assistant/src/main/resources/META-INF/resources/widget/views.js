import { h } from "./dom.js";

/**
 * What the views need from the widget.
 *
 * @typedef {object} Context
 * @property {ReturnType<import("./words.js").speaker>} say
 * @property {string} shop address of the shop, without a slash at its end
 * @property {boolean} elsewhere true when another site embeds the widget
 * @property {(message: string) => void} ask sends a message as if typed
 */

/** Cards shown before the rest is asked for. */
const FIRST_CARDS = 5;

/** Promotions named on a card; the product's page names all. */
const PROMOTIONS = 2;

/** @param {number} fen integer 分 @returns {string} e.g. `¥1,299` or `¥39.90` */
export function money(fen) {
  const yuan = fen / 100;
  const digits = fen % 100 === 0 ? 0 : 2;
  return `${yuan < 0 ? "−" : ""}¥${Math.abs(yuan).toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

/** @param {Context} context @param {any} demand @returns {string} */
export function demandText({ say }, demand) {
  const names = { price: say("price"), brand: say("brand"), category: say("category") };
  const name = names[demand.attribute] ?? demand.attribute;
  const value = `${demand.value}${demand.unit ?? ""}`;
  switch (demand.op) {
    case "!=":
      return `${name} ${say("op_not", { value })}`;
    case "~":
      return `${name} ${say("op_about", { value })}`;
    case "<=":
      return `${name} ≤ ${value}`;
    case ">=":
      return `${name} ≥ ${value}`;
    default:
      return `${name} ${value}`;
  }
}

/** What was understood, what was relaxed, and the products. @param {Context} context @param {any} data */
export function cards(context, data) {
  const { say } = context;
  const demands = (data.constraints ?? []).map((d) => h("li", {}, demandText(context, d)));
  const relaxed = data.relaxed ?? [];
  const names = { price: say("price"), brand: say("brand"), category: say("category") };
  const list = h("ol", { class: "cards" });
  const all = data.cards ?? [];
  const items = all.map((card, i) => cardItem(context, card, i + 1));
  list.append(...items.slice(0, FIRST_CARDS));
  const rest = items.slice(FIRST_CARDS);
  const more =
    rest.length > 0 &&
    h(
      "button",
      {
        type: "button",
        class: "chip more",
        onclick: (/** @type {Event} */ e) => {
          list.append(...rest);
          /** @type {HTMLElement | null} */ (rest[0].querySelector("a"))?.focus();
          /** @type {HTMLElement} */ (e.currentTarget).remove();
        },
      },
      say("more", { n: rest.length }),
    );
  return [
    demands.length > 0 && h("ul", { class: "demands", "aria-label": say("understood") }, demands),
    relaxed.length > 0 &&
      h("p", { class: "notice" }, say("relaxed", { what: relaxed.map((r) => names[r] ?? r).join("、") })),
    all.length > 0 && list,
    more,
    data.total > all.length && h("p", { class: "note" }, say("total", { n: data.total })),
  ];
}

/** @param {Context} context @param {any} card @param {number} number */
function cardItem(context, card, number) {
  const { say, shop, elsewhere } = context;
  const options = Object.values(card.options ?? {});
  const facts = [
    ...options,
    card.rating > 0 && say("stars", { n: card.rating }),
    card.sales > 0 && say("sold", { n: card.sales.toLocaleString("en") }),
    card.stock === 0 ? say("stockNone") : card.stock < 10 && say("stockFew", { n: card.stock }),
  ].filter(Boolean);
  const reduced = card.list_price > card.price;
  return h(
    "li",
    { class: "card", "data-sku": card.sku },
    h(
      "div",
      { class: "picture" },
      card.picture &&
        h("img", { src: new URL(card.picture, shop + "/").href, alt: "", loading: "lazy", width: 92, height: 92 }),
      h("span", { class: "number", "aria-label": say("ordinal", { n: number }) }, number),
    ),
    h(
      "div",
      {},
      h(
        "h3",
        {},
        h(
          "a",
          {
            href: `${shop}/p/${encodeURIComponent(card.product)}?sku=${encodeURIComponent(card.sku)}`,
            target: elsewhere ? "_blank" : null,
            rel: elsewhere ? "noopener" : null,
          },
          card.name,
        ),
      ),
      h(
        "p",
        { class: "money" },
        h("b", {}, money(card.price)),
        reduced && h("s", {}, h("span", { class: "sr" }, say("listPrice"), " "), money(card.list_price)),
      ),
      facts.length > 0 && h("p", { class: "facts" }, facts.join(" · ")),
      card.promotions?.length > 0 &&
        h(
          "ul",
          { class: "tags" },
          card.promotions.slice(0, PROMOTIONS).map((p) => h("li", {}, p)),
          card.promotions.length > PROMOTIONS &&
            h("li", { class: "rest", title: card.promotions.slice(PROMOTIONS).join("、") }, `+${card.promotions.length - PROMOTIONS}`),
        ),
    ),
    card.checks?.length > 0 &&
      h(
        "ul",
        { class: "checks" },
        card.checks.map((c) => checkItem(context, c)),
      ),
  );
}

/** @param {Context} context @param {any} check */
function checkItem(context, check) {
  const { say } = context;
  const found = check.value ?? say("unsaid");
  const name =
    { price: say("price"), brand: say("brand"), category: say("category") }[check.constraint.attribute] ??
    check.constraint.attribute;
  return h(
    "li",
    { class: check.holds ? "holds" : "fails", title: demandText(context, check.constraint) },
    h("span", { "aria-hidden": "true" }, check.holds ? "✓ " : "✗ "),
    h("span", { class: "sr" }, check.holds ? say("holds") : say("fails"), " "),
    `${name} ${found}`,
  );
}

/** @param {Context} context @param {any[]} chips @param {string} label */
function chipRow({ ask }, chips, label) {
  return h(
    "div",
    { class: "chips", role: "group", "aria-label": label },
    chips.map((c) => h("button", { type: "button", class: "chip", onclick: () => ask(c.message) }, c.label)),
  );
}

/** @param {Context} context @param {any} data */
export function chips(context, data) {
  return data.chips?.length > 0 && chipRow(context, data.chips, context.say("chips"));
}

/** @param {Context} context @param {any} data */
export function question(context, data) {
  return h(
    "div",
    { class: "question" },
    h("p", {}, data.text),
    data.options?.length > 0 && chipRow(context, data.options, context.say("options")),
  );
}

/** @param {Context} context @param {any} data */
export function compare({ say }, data) {
  return h(
    "div",
    { class: "table", role: "region", tabindex: "0", "aria-label": say("compare") },
    h(
      "table",
      {},
      h("caption", {}, say("compare")),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, say("attribute")),
          data.names.map((n) => h("th", { scope: "col" }, n)),
        ),
      ),
      h(
        "tbody",
        {},
        data.rows.map((row) =>
          h(
            "tr",
            { class: row.differs ? "differs" : null },
            h("th", { scope: "row" }, row.attribute, row.differs && h("span", { class: "sr" }, ` (${say("differs")})`)),
            row.values.map((v) => h("td", {}, v)),
          ),
        ),
      ),
    ),
  );
}

/** @param {Context} context @param {any} data */
export function price({ say }, data) {
  const line = (/** @type {string} */ label, /** @type {number} */ fen, name = "") =>
    h("div", { class: name }, h("dt", {}, label), h("dd", {}, money(fen)));
  return h(
    "dl",
    { class: "bill", "aria-label": say("priceOf") },
    line(say("listPrice"), data.list_price),
    data.lines.map((l) => line(l.label, l.amount)),
    line(say("pay"), data.pay, "pay"),
    data.deposit && line(say("deposit"), data.deposit),
    data.proof && h("div", { class: "soft" }, h("dt", {}, say(data.proof.proven ? "proven" : "bounded", { n: data.proof.compared })), h("dd", {}, data.proof.certificate.slice(0, 8))),
  );
}

/** @param {Context} context @param {any} data */
export function action({ say, ask }, data) {
  if (data.action === "offer_handoff") {
    return h("div", { class: "chips" }, h("button", { type: "button", class: "chip", onclick: () => ask(say("askPerson")) }, say("askPerson")));
  }
  if (data.action !== "handoff") return null;
  const before = data.data?.waiting_before;
  return h("p", { class: "notice" }, before > 0 ? say("handoffPlace", { n: before }) : say("handoff"));
}

/** Label, level and where the facts came from. @param {Context} context @param {any} done */
export function foot({ say }, done) {
  const kinds = new Set(["name", "attribute", "price", "policy", "count"]);
  const evidence = done.evidence ?? [];
  return h(
    "div",
    { class: "foot" },
    done.text && h("span", { class: "label" }, say("label")),
    h(
      "span",
      { title: say(done.level === "full" ? "level_full_help" : "level_cards_help") },
      say(done.level === "full" ? "level_full" : "level_cards"),
    ),
    evidence.length > 0 &&
      h(
        "details",
        {},
        h("summary", {}, say("evidence", { n: evidence.length })),
        h(
          "ul",
          {},
          evidence.map((e) =>
            h(
              "li",
              {},
              `${say(/** @type {any} */ (`evidence_${kinds.has(e.slot) ? e.slot : "other"}`))}${e.attribute ? ` ${e.attribute}` : ""}: ${e.value} — ${e.source}`,
            ),
          ),
          done.model && done.model !== "none" && h("li", {}, `${say("model")}: ${done.model}`),
        ),
      ),
  );
}

/** Something that happened after an answer was done. @param {Context} context @param {string} event @param {any} data */
export function news({ say }, event, data) {
  const text = data.text ?? data.message;
  if (typeof text !== "string") return null;
  return h("div", { class: "agent", "data-event": event }, h("b", {}, data.agent ?? say("agent")), text);
}
