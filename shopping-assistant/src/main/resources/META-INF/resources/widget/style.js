/** The widget's looks. Colours are checked for contrast by the browser tests, light and dark. */
export const STYLE = `
:host {
  --paper: #fbfaf7; --sheet: #ffffff; --ink: #1f211f; --soft: #5d615c; --line: #e4e1d9; --accent: #1d6b57;
  --accent-ink: #ffffff; --accent-soft: #e5f0ec; --price: #b4380b; --good: #1d6b57; --bad: #a33a2a; --warn-soft: #fbf0dc;
  --warn: #76500a; --mine: #1d6b57; --mine-ink: #ffffff; --shadow: 0 12px 40px rgb(31 33 31 / 18%);
  color-scheme: light; color: var(--ink);
  font: 15px/1.6 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :host {
    --paper: #17191a; --sheet: #202425; --ink: #eceae4; --soft: #a9aea8; --line: #353a3a; --accent: #6cc7ab;
    --accent-ink: #0d1f19; --accent-soft: #1f352e; --price: #ff9d70; --good: #6cc7ab; --bad: #ff9a8a; --warn-soft: #352c19;
    --warn: #eac27a; --mine: #2a5d4d; --mine-ink: #f2f7f4; --shadow: 0 12px 40px rgb(0 0 0 / 55%);
    color-scheme: dark;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
button, textarea { font: inherit; color: inherit; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.icon { width: 1.3em; height: 1.3em; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; vertical-align: -0.25em; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.launcher { position: fixed; right: 24px; bottom: 24px; z-index: 2147483000; display: flex; align-items: center; gap: 8px; padding: 12px 20px 12px 16px; border: 0; border-radius: 999px; background: var(--accent); color: var(--accent-ink); box-shadow: var(--shadow); font-weight: 600; }
.panel { position: fixed; right: 24px; bottom: 24px; z-index: 2147483000; display: grid; grid-template-rows: auto auto 1fr auto; width: 420px; height: min(720px, calc(100dvh - 48px)); overflow: hidden; background: var(--paper); border: 1px solid var(--line); border-radius: 18px; box-shadow: var(--shadow); }
:host([inline]) { display: block; height: 100%; }
:host([inline]) .panel { position: static; width: 100%; height: 100%; border-radius: 0; box-shadow: none; }
@media (max-width: 560px) {
  :host(:not([inline])) .panel { inset: 0; width: 100%; height: 100dvh; border: 0; border-radius: 0; }
  .launcher { right: 16px; bottom: 16px; }
}

header { display: flex; align-items: center; gap: 8px; padding: 10px 10px 10px 18px; border-bottom: 1px solid var(--line); background: var(--sheet); }
header h2 { margin: 0; font-size: 16px; line-height: 1.3; }
header h2 { white-space: nowrap; }
header h2 small { margin-left: 6px; color: var(--soft); font-size: 13px; font-weight: 400; }
header .badge { margin-left: auto; }
.badge { flex: none; padding: 2px 10px; border-radius: 999px; background: var(--accent-soft); color: var(--good); font-size: 12px; white-space: nowrap; }
.badge.cards { background: var(--warn-soft); color: var(--warn); }
.tool { flex: none; white-space: nowrap; display: inline-grid; place-items: center; min-width: 34px; height: 34px; padding: 0 6px; border: 0; border-radius: 10px; background: transparent; color: var(--soft); font-size: 13px; }
.tool:hover { background: var(--accent-soft); color: var(--ink); }

.progress { padding: 6px 18px 8px; background: var(--warn-soft); color: var(--warn); font-size: 13px; }
.progress progress { display: block; width: 100%; height: 4px; margin-top: 4px; accent-color: var(--warn); }

.log { overflow-y: auto; overscroll-behavior: contain; padding: 16px 18px 8px; scroll-behavior: smooth; }
.turn { margin-bottom: 22px; }
.notice p { margin: 0; }
.problem .plain { margin-top: 6px; }
.mine { width: fit-content; max-width: 85%; margin: 0 0 12px auto; padding: 8px 14px; border-radius: 16px 16px 4px 16px; background: var(--mine); color: var(--mine-ink); white-space: pre-wrap; overflow-wrap: anywhere; }
.answer { display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; }
.answer > * { margin: 0; }
.prose { white-space: pre-wrap; overflow-wrap: anywhere; }
.prose:empty { display: none; }
.note { color: var(--soft); font-size: 13px; }
.notice { padding: 8px 12px; border-radius: 10px; background: var(--warn-soft); color: var(--warn); font-size: 14px; }
.busy::before { content: ""; display: inline-block; width: 8px; height: 8px; margin-right: 8px; border-radius: 50%; background: var(--accent); animation: breathe 1.2s ease-in-out infinite; }
@keyframes breathe { 50% { opacity: 0.25; } }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; scroll-behavior: auto !important; } }

.demands { display: flex; flex-wrap: wrap; gap: 6px; margin: 0; padding: 0; list-style: none; font-size: 13px; }
.demands li { padding: 1px 9px; border: 1px solid var(--line); border-radius: 8px; background: var(--sheet); color: var(--soft); }

.cards { display: grid; gap: 10px; margin: 0; padding: 0; list-style: none; }
.card { position: relative; align-items: start; display: grid; grid-template-columns: 92px 1fr; gap: 12px; padding: 10px; border: 1px solid var(--line); border-radius: 14px; background: var(--sheet); }
.card:hover { border-color: var(--accent); }
.card .picture { position: relative; width: 92px; height: 92px; overflow: hidden; border-radius: 10px; background: var(--accent-soft); }
.card .picture img { display: block; width: 100%; height: 100%; object-fit: cover; }
.card .number { position: absolute; left: 0; top: 0; min-width: 22px; padding: 0 6px; border-radius: 10px 0 8px 0; background: var(--ink); color: var(--paper); font-size: 12px; line-height: 20px; text-align: center; }
.card h3 { margin: 0; font-size: 14px; font-weight: 600; line-height: 1.4; }
.card h3 a { display: -webkit-box; overflow: hidden; color: inherit; text-decoration: none; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
.card h3 a::after { content: ""; position: absolute; inset: 0; border-radius: 14px; }
.card h3 a:focus-visible { outline: 0; }
.card h3 a:focus-visible::after { outline: 2px solid var(--accent); }
.money { margin: 2px 0 0; }
.money b { color: var(--price); font-size: 17px; }
.money s { margin-left: 6px; color: var(--soft); font-size: 13px; }
.facts { margin: 0; color: var(--soft); font-size: 12.5px; }
.tags { display: flex; flex-wrap: wrap; gap: 4px; margin: 4px 0 0; padding: 0; list-style: none; font-size: 12px; }
.tags li { padding: 0 6px; border: 1px solid currentcolor; border-radius: 5px; color: var(--price); }
.checks { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 2px 14px; margin: 0; padding: 8px 2px 0; border-top: 1px dashed var(--line); list-style: none; font-size: 13px; }
.checks .holds { color: var(--good); }
.checks .fails { color: var(--bad); }
.more { justify-self: start; }

.chips { display: flex; flex-wrap: wrap; gap: 8px; }
.chip { padding: 5px 13px; border: 1px solid var(--accent); border-radius: 999px; background: transparent; color: var(--accent); font-size: 14px; text-align: start; }
.chip:hover:enabled { background: var(--accent-soft); }
.chip:disabled { border-color: var(--line); color: var(--soft); cursor: default; }
.question p { margin: 0 0 8px; font-weight: 600; }

.table { overflow-x: auto; border: 1px solid var(--line); border-radius: 12px; background: var(--sheet); }
table { width: 100%; border-collapse: collapse; font-size: 13px; line-height: 1.45; }
caption { padding: 8px 10px 4px; font-weight: 600; text-align: start; }
th, td { min-width: 84px; padding: 7px 10px; border-top: 1px solid var(--line); text-align: start; vertical-align: top; }
thead th { font-weight: 600; }
tbody th { color: var(--soft); font-weight: 400; }
tr.differs td { background: var(--accent-soft); }

.bill { margin: 0; padding: 10px 12px; border: 1px solid var(--line); border-radius: 12px; background: var(--sheet); font-size: 14px; }
.bill div { display: flex; justify-content: space-between; gap: 16px; }
.bill dd { margin: 0; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bill .pay { margin-top: 4px; padding-top: 4px; border-top: 1px solid var(--line); font-weight: 600; }
.bill .pay dd { color: var(--price); }

.foot { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 10px; color: var(--soft); font-size: 12px; }
.foot .label { padding: 0 6px; border: 1px solid var(--line); border-radius: 5px; }
details { color: var(--soft); font-size: 12px; }
details[open] { flex-basis: 100%; }
summary { cursor: pointer; }
details ul { margin: 4px 0 0; padding: 0 0 0 16px; overflow-wrap: anywhere; }

.agent { width: fit-content; max-width: 90%; padding: 8px 14px; border: 1px solid var(--line); border-radius: 16px 16px 16px 4px; background: var(--sheet); white-space: pre-wrap; }
.agent b { display: block; color: var(--soft); font-size: 12px; font-weight: 400; }
.plain { padding: 4px 12px; border: 1px solid var(--line); border-radius: 10px; background: var(--sheet); font-size: 14px; }
.plain:hover { border-color: var(--accent); }

form { display: grid; grid-template-columns: 1fr auto; gap: 4px 8px; padding: 10px 12px 12px; border-top: 1px solid var(--line); background: var(--sheet); }
textarea { width: 100%; max-height: 120px; min-height: 42px; padding: 8px 14px; resize: none; border: 1px solid var(--line); border-radius: 14px; background: var(--paper); line-height: 1.6; field-sizing: content; }
textarea::placeholder { color: var(--soft); opacity: 1; }
textarea:focus-visible { outline-offset: 0; }
.go { display: inline-grid; place-items: center; width: 42px; height: 42px; align-self: end; border: 0; border-radius: 14px; background: var(--accent); color: var(--accent-ink); }
.go:disabled { background: var(--line); color: var(--soft); cursor: default; }
.go.stop { background: var(--ink); color: var(--paper); }
.limit { grid-column: 1 / -1; margin: 0; color: var(--bad); font-size: 12px; }
`;
