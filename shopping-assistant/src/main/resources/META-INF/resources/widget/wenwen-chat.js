import { h, icon } from "./dom.js";
import { ask, Refused } from "./stream.js";
import { STYLE } from "./style.js";
import * as views from "./views.js";
import { languageOf, speaker } from "./words.js";

const LONGEST = 2000;
const STATUS_EVERY = 2000;

/**
 * `<wenwen-chat>`: the shopping assistant in any page.
 *
 *     <script type="module" src="https://SHOP/widget/wenwen-chat.js"></script>
 *     <wenwen-chat></wenwen-chat>
 *
 * Attributes: `shop` address of the shop (default: where this file came from), `locale` `zh-CN` or `en` (default: the page's
 * language), `open` shows the panel, `inline` fills its container instead of floating. Property `shown`: SKUs that the page
 * itself shows, for questions such as "防水吗" before any card was shown.
 */
export class WenwenChat extends HTMLElement {
  static observedAttributes = ["locale", "open"];

  /** @type {string[]} */
  shown = [];
  /** @type {AbortController | null} */
  #running = null;
  /** @type {EventSource | null} */
  #news = null;
  #newsSeen = 0;
  /** @type {string | null} the conversation whose news are heard */
  #newsOf = null;
  #statusTimer = 0;
  #started = false;
  /** @type {string[]} SKUs of the last cards */
  #cards = [];
  #root = this.attachShadow({ mode: "open" });
  /** @type {Record<string, HTMLElement>} */
  #parts = {};
  #visible = () => this.#listen();

  connectedCallback() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.#root.adoptedStyleSheets = [sheet];
    document.addEventListener("visibilitychange", this.#visible);
    this.#build();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.#visible);
    this.#running?.abort();
    this.#close();
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (!this.isConnected || before === now || !this.#parts.panel) return;
    if (name === "locale") this.#build();
    else this.#show();
  }

  get #shop() {
    return (this.getAttribute("shop") ?? new URL(import.meta.url).origin).replace(/\/$/, "");
  }

  get #language() {
    return languageOf(this.getAttribute("locale") ?? (document.documentElement.lang || navigator.language));
  }

  get #say() {
    return speaker(this.#language);
  }

  /** @returns {views.Context} */
  get #context() {
    return {
      say: this.#say,
      shop: this.#shop,
      elsewhere: new URL(this.#shop).origin !== location.origin,
      ask: (message) => this.ask(message),
    };
  }

  get #conversation() {
    return store("get", `wenwen.conversation@${this.#shop}`);
  }

  set #conversation(id) {
    store("set", `wenwen.conversation@${this.#shop}`, id);
  }

  #build() {
    const say = this.#say;
    const tool = (/** @type {any} */ name, /** @type {string} */ label, /** @type {() => void} */ onclick) =>
      h("button", { type: "button", class: "tool", "aria-label": label, title: label, onclick }, icon(name));
    const launcher = h(
      "button",
      { type: "button", class: "launcher", title: say("open"), onclick: () => this.setAttribute("open", "") },
      icon("chat"),
      say("title"),
    );
    const badge = h("span", { class: "badge", hidden: true });
    const progress = h("div", { class: "progress", hidden: true });
    const log = h("div", { class: "log", role: "log", "aria-live": "off", "aria-label": say("log"), tabindex: "0" });
    const status = h("div", { class: "sr", role: "status", "aria-live": "polite" });
    const input = /** @type {HTMLTextAreaElement} */ (
      h("textarea", {
        rows: 1,
        maxlength: LONGEST + 500,
        placeholder: say("input"),
        "aria-label": say("inputLabel"),
        enterkeyhint: "send",
        oninput: () => this.#typed(),
        onkeydown: (/** @type {KeyboardEvent} */ e) => {
          // While an input method composes, Enter picks a word; keyCode 229 is how Safari says so.
          if (e.key === "Enter" && !e.shiftKey && !e.isComposing && e.keyCode !== 229) {
            e.preventDefault();
            this.#submit();
          }
        },
      })
    );
    const limit = h("p", { class: "limit", id: "limit", role: "alert", hidden: true });
    const go = h("button", { type: "submit", class: "go" });
    const panel = h(
      "section",
      {
        class: "panel",
        role: this.hasAttribute("inline") ? "region" : "dialog",
        "aria-label": say("dialog"),
        onkeydown: (/** @type {KeyboardEvent} */ e) => {
          if (e.key === "Escape" && !e.isComposing && !this.hasAttribute("inline")) this.removeAttribute("open");
        },
      },
      h(
        "header",
        {},
        h("h2", {}, say("title"), h("small", {}, say("subtitle"))),
        badge,
        h(
          "button",
          {
            type: "button",
            class: "tool",
            lang: this.#language === "en" ? "zh-CN" : "en",
            onclick: () => this.setAttribute("locale", this.#language === "en" ? "zh-CN" : "en"),
          },
          say("language"),
        ),
        tool("fresh", say("fresh"), () => this.#fresh()),
        !this.hasAttribute("inline") && tool("close", say("close"), () => this.removeAttribute("open")),
      ),
      progress,
      log,
      h(
        "form",
        {
          onsubmit: (/** @type {Event} */ e) => {
            e.preventDefault();
            this.#submit();
          },
        },
        input,
        go,
        limit,
      ),
      status,
    );
    log.addEventListener("copy", (e) => this.#copy(/** @type {ClipboardEvent} */ (e)));
    this.#running?.abort();
    this.#parts = { launcher, panel, badge, progress, log, status, input, limit, go };
    this.#root.replaceChildren(launcher, panel);
    this.#started = false;
    this.#idle();
    this.#show(false);
  }

  /** Opens or closes the panel, as the attribute says. */
  #show(moveFocus = true) {
    const open = this.hasAttribute("open") || this.hasAttribute("inline");
    this.#parts.panel.hidden = !open;
    this.#parts.launcher.hidden = open;
    if (!open) {
      this.#close();
      if (moveFocus) this.#parts.launcher.focus();
      return;
    }
    if (!this.#started) {
      this.#started = true;
      this.#restore();
    }
    this.#watch();
    this.#listen();
    if (moveFocus) this.#parts.input.focus();
  }

  #close() {
    clearTimeout(this.#statusTimer);
    this.#news?.close();
    this.#news = null;
  }

  // --- what was said before

  async #restore() {
    const log = this.#parts.log;
    log.replaceChildren(this.#welcome());
    this.#newsSeen = 0;
    const id = this.#conversation;
    if (!id) return;
    let past;
    try {
      const response = await fetch(`${this.#shop}/api/chat/conversations/${encodeURIComponent(id)}`, {
        credentials: "include",
      });
      if (response.status === 404) {
        this.#conversation = null;
        return;
      }
      if (!response.ok) return;
      past = await response.json();
    } catch {
      return; // Not reachable now; the next message will say so.
    }
    if (log !== this.#parts.log || this.#running) return;
    if (past.turns.length === 0) return;
    log.replaceChildren();
    const news = [...past.news];
    for (const turn of past.turns) {
      while (news.length > 0 && news[0].at < turn.at) this.#tellNews(news[0].event, news[0].data, news.shift().id);
      const answer = this.#begin(turn.message);
      for (const event of turn.events) answer.event(event);
      answer.end();
      if (turn.status !== "done") answer.problem(this.#say("interrupted"), "", null);
    }
    for (const item of news) this.#tellNews(item.event, item.data, item.id);
    this.#announce(this.#say("restored"));
    this.#scroll();
    this.#listen();
  }

  #welcome() {
    const say = this.#say;
    return h(
      "div",
      { class: "turn welcome" },
      h(
        "div",
        { class: "answer" },
        h("p", { class: "prose" }, say("welcome")),
        h("p", { class: "note" }, say("tryThese")),
        h(
          "div",
          { class: "chips", role: "group", "aria-label": say("tryThese") },
          say("tries")
            .split("|")
            .map((t) => h("button", { type: "button", class: "chip", onclick: () => this.ask(t) }, t)),
        ),
      ),
    );
  }

  #fresh() {
    this.#running?.abort();
    this.#conversation = null;
    this.#cards = [];
    this.#newsSeen = 0;
    this.#close();
    this.#parts.log.replaceChildren(this.#welcome());
    this.#watch();
    this.#parts.input.focus();
  }

  // --- a turn

  #submit() {
    if (this.#running) {
      this.#running.abort();
      return;
    }
    const input = /** @type {HTMLTextAreaElement} */ (this.#parts.input);
    const message = input.value.trim();
    if (message === "" || message.length > LONGEST) return;
    input.value = "";
    this.#typed();
    this.ask(message);
  }

  /**
   * Asks as if the shopper had typed it; waits for the answer. Without effect while an answer is running.
   *
   * @param {string} message
   */
  async ask(message) {
    if (this.#running) return;
    this.setAttribute("open", "");
    this.#started = true;
    this.#parts.log.querySelector(".welcome .chips")?.remove();
    await this.#turn(message, crypto.randomUUID());
  }

  /** @param {string} message @param {string} key */
  async #turn(message, key) {
    const say = this.#say;
    const running = new AbortController();
    this.#running = running;
    this.#busy();
    for (const chip of this.#parts.log.querySelectorAll(".chip:not(.more)")) {
      /** @type {HTMLButtonElement} */ (chip).disabled = true;
    }
    const answer = this.#begin(message);
    answer.note(say("thinking"));
    this.#announce(say("thinking"));
    this.#scroll();
    const shown = this.#cards.length > 0 ? this.#cards : this.shown;
    try {
      await ask({
        url: `${this.#shop}/api/chat/turns`,
        body: { message, conversation: this.#conversation ?? undefined, locale: this.#language, shown },
        key,
        language: this.#language,
        signal: running.signal,
        onConversation: (id) => (this.#conversation = id),
        onRetry: (attempt) => {
          answer.clear();
          answer.note(say("reconnecting", { n: attempt }));
        },
        onEvent: (event) => {
          const following = this.#atEnd();
          answer.event(event);
          if (following) this.#scroll();
        },
      });
    } catch (failure) {
      answer.note(null);
      const again = () => {
        answer.root.remove();
        this.#turn(message, key);
      };
      if (running.signal.aborted) answer.problem(say("stopped"), "", null);
      else if (failure instanceof Refused) {
        if (failure.code === "no_such_conversation") this.#conversation = null;
        const wait = failure.retryAfter ? say("waitSeconds", { n: failure.retryAfter }) : "";
        const final = failure.status < 500 && failure.status !== 429 && failure.code !== "no_such_conversation";
        answer.problem(failure.message, `${failure.advice} ${wait}`.trim(), final ? null : again);
      } else answer.problem(say("offline"), "", again);
    } finally {
      answer.end();
      if (this.#running === running) {
        this.#running = null;
        this.#idle();
        this.#scroll();
        this.#listen();
      }
    }
  }

  /** The place of one turn in the log. @param {string} message */
  #begin(message) {
    const say = this.#say;
    const context = this.#context;
    const mine = h("p", { class: "mine" }, h("span", { class: "sr" }, `${say("you")} `), message);
    const body = h("div", { class: "answer" }, h("span", { class: "sr" }, say("assistant")));
    const root = h("article", { class: "turn" }, mine, body);
    this.#parts.log.append(root);
    /** @type {HTMLElement | null} */
    let note = null;
    /** @type {HTMLElement | null} */
    let prose = null;
    /** @type {HTMLElement | null} */
    let cards = null;
    /** @type {HTMLElement | null} chips and questions stay below the prose */
    let tail = null;

    const put = (/** @type {any} */ node) => {
      if (!node) return;
      body.insertBefore(node, tail);
    };
    const last = (/** @type {any} */ node) => {
      if (!node) return;
      if (!tail) {
        tail = h("div", { class: "answer" });
        body.append(tail);
      }
      tail.append(node);
    };
    const self = {
      root,
      note: (/** @type {string | null} */ text) => {
        note?.remove();
        note = text === null ? null : h("p", { class: "note busy" }, text);
        if (note) body.append(note);
      },
      clear: () => {
        body.replaceChildren();
        prose = cards = tail = note = null;
      },
      event: (/** @type {{event: string, data: any}} */ { event, data }) => {
        switch (event) {
          case "level":
            this.#badge(data.level);
            if (data.reason) put(h("p", { class: "note" }, data.reason));
            break;
          case "cards": {
            const fresh = h("div", { class: "answer" }, views.cards(context, data));
            if (cards) cards.replaceWith(fresh);
            else put(fresh);
            cards = fresh;
            if (data.cards.length > 0) this.#cards = data.cards.map((/** @type {any} */ c) => c.sku);
            this.#announce(say("found", { n: data.total }));
            this.dispatchEvent(new CustomEvent("wenwen-cards", { detail: data.cards, bubbles: true, composed: true }));
            break;
          }
          case "text":
            if (!prose) {
              prose = h("p", { class: "prose", "data-ai": "" });
              put(prose);
            }
            prose.append(data.text);
            break;
          case "compare":
            put(views.compare(context, data));
            break;
          case "price":
            put(views.price(context, data));
            break;
          case "action":
            put(views.action(context, data));
            break;
          case "question":
            last(views.question(context, data));
            break;
          case "chips":
            last(views.chips(context, data));
            break;
          case "done":
            self.note(null);
            put(views.foot(context, data));
            this.#announce(data.text || say("answered"));
            return;
          case "error":
            self.note(null);
            self.problem(data.message, data.advice, null);
            return;
        }
        if (note) self.note(say(prose ? "writing" : "thinking"));
      },
      problem: (
        /** @type {string} */ what,
        /** @type {string} */ advice,
        /** @type {(() => void) | null} */ again,
      ) => {
        body.append(
          h(
            "div",
            { class: "notice problem", role: "alert" },
            h("p", {}, what, advice && ` ${advice}`),
            again && h("button", { type: "button", class: "plain", onclick: again }, icon("retry"), " ", say("retry")),
          ),
        );
      },
      end: () => self.note(null),
    };
    return self;
  }

  /** Copied prose says who wrote it. @param {ClipboardEvent} event */
  #copy(event) {
    const selection = this.#selection();
    const text = selection?.toString() ?? "";
    if (!selection || text === "" || !event.clipboardData) return;
    const label = this.#say("label");
    const touchesProse = [...this.#parts.log.querySelectorAll("[data-ai]")].some((p) => selection.containsNode(p, true));
    if (!touchesProse || text.includes(label)) return;
    event.clipboardData.setData("text/plain", text + this.#say("copied"));
    event.preventDefault();
  }

  /** @returns {Selection | null} */
  #selection() {
    const root = /** @type {any} */ (this.#root);
    return root.getSelection ? root.getSelection() : document.getSelection();
  }

  // --- the shop's state

  /** Asks how far model and index are until both are there, while the panel is open. */
  async #watch() {
    clearTimeout(this.#statusTimer);
    let settled = false;
    try {
      const response = await fetch(`${this.#shop}/api/status`, { credentials: "include" });
      if (response.ok) settled = this.#status(await response.json());
    } catch {
      // Tried again below.
    }
    if (!settled && !this.#parts.panel.hidden && this.isConnected) {
      this.#statusTimer = setTimeout(() => this.#watch(), STATUS_EVERY);
    }
  }

  /** @param {any} status @returns {boolean} true when nothing more is to come */
  #status(status) {
    const say = this.#say;
    const { model, index } = status;
    const percent = (/** @type {number | undefined} */ share) => Math.round((share ?? 0) * 100);
    if (!this.#running) this.#badge(status.level);
    this.#parts.badge.title =
      model.state === "none" ? say("model_none") : say(status.level === "full" ? "level_full_help" : "level_cards_help");
    /** @type {[string, number | undefined] | null} */
    let bar = null;
    if (index.state === "building") bar = [say("index_building", { percent: percent(index.share) }), index.share];
    else if (model.state === "downloading") bar = [say("model_downloading", { percent: percent(model.share) }), model.share];
    else if (model.state === "loading") bar = [say("model_loading", { percent: percent(model.share) }), model.share];
    else if (model.state === "failed") bar = [say("model_failed"), undefined];
    this.#parts.progress.hidden = bar === null;
    if (bar) {
      const [words, share] = bar;
      this.#parts.progress.replaceChildren(
        words,
        share === undefined ? "" : h("progress", { max: 1, value: share, "aria-label": words }),
      );
    }
    return index.state !== "building" && (model.state === "ready" || model.state === "none");
  }

  /** @param {string} level */
  #badge(level) {
    const badge = this.#parts.badge;
    badge.hidden = false;
    badge.className = level === "full" ? "badge" : "badge cards";
    badge.textContent = this.#say(level === "full" ? "level_full" : "level_cards");
  }

  /** Hears what happens after an answer, while somebody looks. */
  #listen() {
    const id = this.#conversation;
    const wanted = id !== null && !this.#parts.panel.hidden && document.visibilityState === "visible";
    if (!wanted) {
      this.#news?.close();
      this.#news = null;
      return;
    }
    const url = `${this.#shop}/api/chat/conversations/${encodeURIComponent(id)}/events?after=${this.#newsSeen}`;
    if (this.#newsOf === id && this.#news && this.#news.readyState !== EventSource.CLOSED) return;
    this.#news?.close();
    this.#newsOf = id;
    this.#news = new EventSource(url, { withCredentials: true });
    for (const name of ["agent_reply", "correction", "answer"]) {
      this.#news.addEventListener(name, (e) => {
        const message = /** @type {MessageEvent} */ (e);
        this.#tellNews(name, JSON.parse(message.data), Number(message.lastEventId));
        this.#scroll();
      });
    }
  }

  /** @param {string} event @param {any} data @param {number} id */
  #tellNews(event, data, id) {
    if (id <= this.#newsSeen) return;
    this.#newsSeen = id;
    const node = views.news(this.#context, event, data);
    if (!node) return;
    this.#parts.log.append(h("div", { class: "turn" }, node));
    this.#announce(node.textContent ?? "");
  }

  // --- small things

  #typed() {
    const input = /** @type {HTMLTextAreaElement} */ (this.#parts.input);
    const length = input.value.trim().length;
    const over = length > LONGEST;
    this.#parts.limit.hidden = !over;
    this.#parts.limit.textContent = over ? this.#say("tooLong", { max: LONGEST, n: length }) : "";
    input.toggleAttribute("aria-invalid", over);
    if (!this.#running) /** @type {HTMLButtonElement} */ (this.#parts.go).disabled = length === 0 || over;
  }

  #busy() {
    const go = /** @type {HTMLButtonElement} */ (this.#parts.go);
    go.className = "go stop";
    go.disabled = false;
    go.setAttribute("aria-label", this.#say("stop"));
    go.title = this.#say("stop");
    go.replaceChildren(icon("stop"));
  }

  #idle() {
    const go = this.#parts.go;
    go.className = "go";
    go.setAttribute("aria-label", this.#say("send"));
    go.title = this.#say("send");
    go.replaceChildren(icon("send"));
    this.#typed();
  }

  /** @param {string} text */
  #announce(text) {
    this.#parts.status.textContent = text;
  }

  #atEnd() {
    const log = this.#parts.log;
    return log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  }

  #scroll() {
    this.#parts.log.scrollTop = this.#parts.log.scrollHeight;
  }
}

/**
 * The browser's store, where it may be used; a page in a sandbox has none.
 *
 * @param {"get" | "set"} what
 * @param {string} key
 * @param {string | null} [value]
 * @returns {string | null}
 */
function store(what, key, value = null) {
  try {
    if (what === "get") return localStorage.getItem(key);
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Then the conversation lasts as long as the page.
  }
  return value;
}

customElements.define("wenwen-chat", WenwenChat);
