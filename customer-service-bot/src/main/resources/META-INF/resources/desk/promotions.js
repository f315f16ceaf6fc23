// Tries price rules on baskets before they go live.
const byId = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
const result = byId("result");
const money = (/** @type {number|undefined} */ fen) => (fen === undefined || fen === null ? "—" : `¥${(fen / 100).toFixed(2)}`);

/** @param {string} line */
function basket(line) {
  /** @type {Record<string, number>} */
  const pieces = {};
  for (const part of line.trim().split(/\s+/)) {
    const [sku, count] = part.split(/[×*]/);
    if (sku) pieces[sku] = Math.max(1, Number(count) || 1);
  }
  return pieces;
}

/** @param {string} tag @param {string} text */
function element(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

async function simulate() {
  const lines = byId("baskets").value.split("\n").filter((/** @type {string} */ l) => l.trim());
  const me = await (await fetch("/api/desk/me")).json();
  const answer = await fetch("/api/desk/promotions/simulate", {
    method: "POST",
    headers: { "Content-Type": "application/json", [me.csrf_header]: me.csrf_token },
    body: JSON.stringify({ rules: byId("rules").value, baskets: lines.map(basket) }),
  });
  const told = await answer.json();
  result.replaceChildren();
  if (!answer.ok || told.wrong) {
    result.append(element("p", told.wrong ?? told.detail ?? `${answer.status}`));
    return;
  }
  const table = document.createElement("table");
  const head = document.createElement("tr");
  for (const title of ["购物车", "现在", "改后", "用到的规则", "没用到的原因"]) head.append(element("th", title));
  table.append(head);
  told.baskets.forEach((/** @type {any} */ b, /** @type {number} */ i) => {
    const row = document.createElement("tr");
    const why = Object.entries(b.unused).map(([id, reason]) => `${id}: ${reason}`).join("；");
    for (const cell of [lines[i], money(b.before), money(b.after) + (b.proven ? "" : "（未证明最低）"), b.used.join("；"), why]) row.append(element("td", cell));
    table.append(row);
  });
  result.append(element("p", `规则 ${told.rules} 条`), table);
}

byId("try").addEventListener("click", () => simulate().catch((failure) => result.replaceChildren(element("p", String(failure)))));
fetch("/api/desk/promotions")
  .then((answer) => answer.json())
  .then((live) => (byId("rules").value = live.rules));
