import { h } from "../widget/dom.js";
import { money } from "../widget/views.js";
import { cart, get, head, keepCart, page, picture, price, say } from "./shop.js";

const main = /** @type {HTMLElement} */ (document.getElementById("main"));
/** One order, however often the button is pressed. */
let key = crypto.randomUUID();

/** @param {string} [notice] */
async function show(notice) {
  const kept = cart();
  const lines = (
    await Promise.all(
      kept.map(async (line) => {
        const product = await get(`/api/products/${encodeURIComponent(line.product)}`).catch(() => null);
        const sku = product?.skus.find((/** @type {any} */ s) => s.id === line.sku);
        return sku ? { line, product, sku } : null;
      }),
    )
  ).filter((l) => l !== null);
  const quote = lines.length === 0 ? null : await get("/api/price", { method: "POST", body: JSON.stringify({ lines: lines.map((l) => ({ sku: l.sku.id, quantity: l.line.quantity })) }) }).catch(() => null);
  const total = quote ? quote.pay : lines.reduce((sum, l) => sum + l.sku.price * l.line.quantity, 0);
  const orders = await get("/api/orders");
  const change = (/** @type {string} */ sku, /** @type {number} */ quantity) => {
    keepCart(cart().map((l) => (l.sku === sku ? { ...l, quantity } : l)).filter((l) => l.quantity > 0));
    show();
  };
  main.replaceChildren(
    h("div", { class: "bar" }, h("h1", {}, say("cart"))),
    ...(notice ? [h("p", { class: "notice", role: "status" }, notice)] : []),
    lines.length === 0
      ? h("p", {}, say("emptyCart"), " ", h("a", { href: "/" }, say("goShopping")))
      : h(
          "ul",
          { class: "lines" },
          lines.map(({ line, product, sku }) =>
            h(
              "li",
              {},
              sku.picture ? h("img", { src: picture(sku.picture), alt: "" }) : h("span", {}),
              h("div", {}, h("a", { href: `/p/${encodeURIComponent(product.id)}?sku=${encodeURIComponent(sku.id)}` }, product.title), h("p", { class: "soft" }, Object.values(sku.options).join(" ")), price(sku)),
              h("input", { type: "number", min: 1, max: Math.max(1, sku.stock), value: line.quantity, "aria-label": `${say("quantity")} ${product.title}`, onchange: (/** @type {any} */ e) => change(sku.id, Math.min(Math.max(1, Math.trunc(Number(e.target.value)) || 1), Math.max(1, sku.stock))) }),
              h("button", { type: "button", class: "plain", onclick: () => change(sku.id, 0) }, say("remove")),
            ),
          ),
        ),
    quote ? proof(quote) : "",
    lines.length > 0 ? h("div", { class: "sum" }, h("span", {}, say("total"), " ", h("b", {}, money(total))), h("button", { type: "button", class: "button", onclick: () => place(lines) }, say("order"))) : "",
    h(
      "section",
      {},
      h("h2", {}, say("orders")),
      orders.length === 0
        ? h("p", { class: "soft" }, say("noOrders"))
        : h(
            "ul",
            { class: "reviews" },
            orders.map((/** @type {any} */ o) => h("li", {}, h("b", {}, say("orderOf", { id: o.id })), ` · ${o.status_text} · ${money(o.pay)}`, h("p", { class: "soft" }, o.lines.map((/** @type {any} */ l) => `${l.title} × ${l.quantity}`).join("；")))),
          ),
    ),
  );
}

/** How the sum comes about, and its certificate. @param {any} quote */
function proof(quote) {
  const link = URL.createObjectURL(new Blob([quote.certificate], { type: "application/json" }));
  return h(
    "details",
    { class: "proof" },
    h("summary", {}, say(quote.proof.proven ? "proven" : "bounded", { n: quote.proof.compared })),
    h(
      "ul",
      {},
      h("li", {}, say("listPrice"), " ", money(quote.list)),
      quote.used.map((/** @type {any} */ u) => h("li", {}, `${u.name ?? u.rule} v${u.version}: ${money(-u.off)}`)),
      quote.freight > 0 ? h("li", {}, say("freight"), " ", money(quote.freight)) : "",
    ),
    h("a", { href: link, download: `${quote.certificate_id.slice(0, 16)}.json` }, say("certificate")),
  );
}

/** @param {any[]} lines */
async function place(lines) {
  try {
    const order = await get("/api/orders", {
      method: "POST",
      headers: { "Idempotency-Key": key },
      body: JSON.stringify({ lines: lines.map((l) => ({ sku: l.sku.id, quantity: l.line.quantity })) }),
    });
    key = crypto.randomUUID();
    keepCart([]);
    await show(say("placed", { id: order.id }));
  } catch (failure) {
    await show(failure.message);
  }
}

head();
await page(() => show());
