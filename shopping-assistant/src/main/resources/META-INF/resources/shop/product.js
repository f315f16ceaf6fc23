import { h } from "../widget/dom.js";
import { cart, get, grid, head, keepCart, page, picture, price, say, tell } from "./shop.js";

const id = decodeURIComponent(location.pathname.split("/").pop() ?? "");
const main = /** @type {HTMLElement} */ (document.getElementById("main"));
const chat = /** @type {any} */ (document.querySelector("wenwen-chat"));

/** @param {any} product */
function show(product) {
  const wanted = new URLSearchParams(location.search).get("sku");
  let chosen = product.skus.find((/** @type {any} */ s) => s.id === wanted) ?? product.skus.find((/** @type {any} */ s) => s.stock > 0) ?? product.skus[0];
  const gallery = h("div", { class: "gallery" });
  const money = h("div", {});
  const stock = h("p", { class: "soft", role: "status" });
  const add = /** @type {HTMLButtonElement} */ (h("button", { type: "button", class: "button", onclick: () => put(product, chosen, add) }));
  const names = Object.keys(product.skus[0].options);

  const refresh = () => {
    gallery.replaceChildren(...(chosen.picture ? [h("img", { src: picture(chosen.picture), alt: product.title, width: 520, height: 520 })] : []));
    money.replaceChildren(price(chosen));
    stock.textContent = chosen.stock > 0 ? say("stock", { n: chosen.stock }) : say("soldOut");
    add.textContent = say("add");
    add.disabled = chosen.stock === 0;
    chat.shown = [chosen.id];
  };
  const options = names.map((name) => {
    const values = [...new Set(product.skus.map((/** @type {any} */ s) => s.options[name]).filter(Boolean))];
    return h(
      "fieldset",
      {},
      h("legend", {}, name),
      h(
        "div",
        { class: "choices" },
        values.map((value) =>
          h(
            "label",
            {},
            h("input", {
              type: "radio",
              name,
              value,
              checked: chosen.options[name] === value,
              onchange: () => {
                const wish = { ...chosen.options, [name]: value };
                const fits = (/** @type {any} */ s) => names.filter((n) => s.options[n] === wish[n]).length;
                const with_ = product.skus.filter((/** @type {any} */ s) => s.options[name] === value);
                chosen = with_.sort((/** @type {any} */ a, /** @type {any} */ b) => fits(b) - fits(a))[0];
                for (const input of main.querySelectorAll("fieldset input")) {
                  const radio = /** @type {HTMLInputElement} */ (input);
                  radio.checked = chosen.options[radio.name] === radio.value;
                }
                refresh();
              },
            }),
            h("span", {}, value),
          ),
        ),
      ),
    );
  });
  main.replaceChildren(
    h("p", { class: "crumbs" }, h("a", { href: "/" }, say("home")), ...product.category.flatMap((/** @type {string} */ c) => [" › ", h("a", { href: `/?category=${encodeURIComponent(c)}` }, c)])),
    h(
      "div",
      { class: "product" },
      gallery,
      h(
        "div",
        {},
        product.brand && h("p", { class: "soft" }, product.brand),
        h("h1", {}, product.title),
        product.brief && h("p", { class: "soft" }, product.brief),
        money,
        product.promotions.length > 0 && h("ul", { class: "tags" }, product.promotions.map((/** @type {string} */ p) => h("li", {}, p))),
        h("p", { class: "soft" }, [product.rating > 0 && say("stars", { n: product.rating }), product.ratings > 0 && say("ratings", { n: product.ratings }), say("sold", { n: product.sales })].filter(Boolean).join(" · ")),
        options,
        stock,
        h("div", { class: "buy" }, add, h("button", { type: "button", class: "button quiet", onclick: () => chat.ask(say("askMessage")) }, say("askAbout"))),
      ),
    ),
    h(
      "section",
      {},
      h("h2", {}, say("attributes")),
      h("dl", { class: "attributes" }, product.attributes.map((/** @type {any} */ a) => h("div", {}, h("dt", {}, a.name), h("dd", {}, a.values.join("、"))))),
    ),
    ...(product.description ? [h("section", {}, h("h2", {}, say("description")), h("p", {}, product.description))] : []),
    ...(product.reviews.length > 0
      ? [
          h(
            "section",
            {},
            h("h2", {}, say("reviews")),
            h(
              "ul",
              { class: "reviews" },
              product.reviews.map((/** @type {any} */ r) =>
                h("li", {}, r.stars > 0 && h("span", { class: "stars", role: "img", "aria-label": say("stars", { n: r.stars }) }, "★".repeat(r.stars)), " ", r.text),
              ),
            ),
          ),
        ]
      : []),
  );
  refresh();
  document.title = product.title;
}

/** @param {any} product @param {any} sku @param {HTMLButtonElement} button */
function put(product, sku, button) {
  const lines = cart();
  const line = lines.find((l) => l.sku === sku.id);
  if (line) line.quantity = Math.min(line.quantity + 1, sku.stock);
  else lines.push({ sku: sku.id, product: product.id, quantity: 1 });
  keepCart(lines);
  tell("cart", [product.id]);
  button.textContent = say("added");
}

head();
await page(async () => {
  const product = await get(`/api/products/${encodeURIComponent(id)}`);
  show(product);
  tell("click", [product.id]);
  const also = await get(`/api/products/${encodeURIComponent(id)}/also-viewed`).catch(() => []);
  if (also.length > 0) {
    const seen = also.some((/** @type {any} */ a) => a.basis === "sessions");
    main.append(h("section", {}, h("h2", {}, say(seen ? "alsoSessions" : "alsoAlike")), h("ul", { class: "grid" }, grid(also.map((/** @type {any} */ a) => a.product)))));
  }
});
