/** A child of an element: nothing, text or a node. @typedef {Node | string | number | null | undefined | false} Child */

/**
 * Makes an element. Text only ever becomes a text node, so nothing a merchant or a shopper wrote is read as HTML.
 *
 * @param {string} name
 * @param {Record<string, unknown>} [properties] `class`, `on…` listeners, booleans and attributes
 * @param {...(Child | Child[])} children
 * @returns {HTMLElement}
 */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on") && typeof value === "function") {
      element.addEventListener(key.slice(2), /** @type {EventListener} */ (value));
    } else {
      element.setAttribute(key, value === true ? "" : String(value));
    }
  }
  element.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== false).map(toNode));
  return element;
}

/** @param {Child} child @returns {Node} */
function toNode(child) {
  return child instanceof Node ? child : document.createTextNode(String(child));
}

const SVG = "http://www.w3.org/2000/svg";

/**
 * An icon of one path on a 24 × 24 grid, hidden from screen readers: the button around it carries the words.
 *
 * @param {keyof typeof PATHS} name
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

const PATHS = {
  chat: "M4 5.5A2.5 2.5 0 0 1 6.5 3h11A2.5 2.5 0 0 1 20 5.5v8a2.5 2.5 0 0 1-2.5 2.5H11l-4.6 4v-4A2.4 2.4 0 0 1 4 13.6zM8 8.5h8M8 11.5h5",
  close: "M6 6l12 12M18 6L6 18",
  fresh: "M12 5v14M5 12h14",
  send: "M5 12h13M12.5 6.5L18 12l-5.5 5.5",
  stop: "M7.5 7.5h9v9h-9z",
  retry: "M19 12a7 7 0 1 1-2.2-5.1M19 4v4.2h-4.2",
  cart: "M4 5h2.2l2 9.5h8.6L19 8H7M9.5 19.2h.01M16 19.2h.01",
  search: "M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l4.5 4.5",
};
