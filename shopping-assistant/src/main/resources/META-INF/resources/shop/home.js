import { h } from "../widget/dom.js";
import { get, grid, head, page, say, tell } from "./shop.js";

const wanted = new URLSearchParams(location.search);
const q = wanted.get("q") ?? "";
const category = wanted.get("category") ?? "";
const sort = wanted.get("sort") ?? (q ? "relevance" : "sales");
const main = /** @type {HTMLElement} */ (document.getElementById("main"));

/** @param {Record<string, string>} change */
function link(change) {
  const next = new URLSearchParams(Object.entries({ q, category, sort, ...change }).filter(([, v]) => v !== ""));
  return `/?${next}`;
}

/** @param {any[]} branches @param {number} depth @returns {HTMLElement} */
function tree(branches, depth) {
  return h(
    "ul",
    {},
    branches.map((b) => {
      const here = b.name === category;
      const open = here || holds(b, category);
      return h(
        "li",
        {},
        h("a", { href: link({ category: b.name, q: "", sort: "" }), "aria-current": here ? "page" : null }, b.name, h("small", {}, b.count)),
        open && b.children.length > 0 && depth < 3 && tree(b.children, depth + 1),
      );
    }),
  );
}

/** @param {any} branch @param {string} name @returns {boolean} */
function holds(branch, name) {
  return name !== "" && branch.children.some((/** @type {any} */ c) => c.name === name || holds(c, name));
}

/** @param {number} number @param {HTMLElement} list @param {HTMLElement} more */
async function next(number, list, more) {
  const found = await get(`/api/products?${new URLSearchParams({ q, category, sort, page: String(number) })}`);
  list.append(...grid(found.products));
  tell("impression", found.products.map((/** @type {any} */ p) => p.id));
  more.hidden = (number + 1) * found.size >= found.total;
  return found;
}

head();
await page(async () => {
  const branches = await get("/api/categories");
  const nav = /** @type {HTMLElement} */ (document.getElementById("categories"));
  nav.setAttribute("aria-label", say("categories"));
  const all = h("li", {}, h("a", { href: "/", "aria-current": category === "" && q === "" ? "page" : null }, say("all")));
  const list = tree(branches, 1);
  list.prepend(all);
  nav.replaceChildren(list);

  const tiles = h("ul", { class: "grid" });
  let number = 0;
  const more = h("button", { type: "button", class: "button quiet more", onclick: () => next(++number, tiles, more) }, say("more"));
  const found = await next(0, tiles, more);
  const sorts = ["relevance", "sales", "price", "-price", "rating", "newest"].filter((s) => q !== "" || s !== "relevance");
  const select = h(
    "select",
    { onchange: (/** @type {any} */ e) => (location.href = link({ sort: e.target.value })) },
    sorts.map((s) => h("option", { value: s, selected: s === sort }, say(/** @type {any} */ (`sort_${s}`)))),
  );
  main.replaceChildren(
    h(
      "div",
      { class: "bar" },
      h("h1", {}, q ? say("found", { q, n: found.total }) : category || say("all")),
      !q && h("p", {}, say("count", { n: found.total })),
      h("label", {}, say("sort"), " ", select),
    ),
    found.total === 0 ? h("p", { class: "notice" }, say("none")) : tiles,
    more,
  );
});
