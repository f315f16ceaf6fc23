/** An event of a turn. @typedef {{ event: string, data: any }} TurnEvent */

/** The shop answered, but with a refusal; carries its problem details. */
export class Refused extends Error {
  /** @param {number} status @param {{ detail?: string, advice?: string, retry_after?: number, code?: string }} problem */
  constructor(status, problem) {
    super(problem.detail ?? `HTTP ${status}`);
    this.status = status;
    this.advice = problem.advice ?? "";
    this.code = problem.code ?? "";
    /** @type {number | null} */
    this.retryAfter = problem.retry_after ?? null;
  }
}

/** The stream ended before `done` or `error`. */
export class CutOff extends Error {}

/**
 * Reads `text/event-stream` (WHATWG HTML 9.2) from a response.
 *
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<TurnEvent>}
 */
export async function* events(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      const frames = rest.split(/\r?\n\r?\n/);
      rest = frames.pop() ?? "";
      for (const frame of frames) {
        const event = parse(frame);
        if (event) yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** @param {string} frame @returns {TurnEvent | null} */
export function parse(frame) {
  let name = "message";
  const data = [];
  for (const line of frame.split(/\r?\n/)) {
    if (line.startsWith("event:")) name = line.slice(6).trim();
    else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  return data.length === 0 ? null : { event: name, data: JSON.parse(data.join("\n")) };
}

/**
 * One turn, tried again with the same key while the connection fails; every try starts from the first event.
 *
 * @param {object} turn
 * @param {string} turn.url
 * @param {object} turn.body
 * @param {string} turn.key
 * @param {string} turn.language
 * @param {AbortSignal} turn.signal
 * @param {(event: TurnEvent) => void} turn.onEvent
 * @param {(attempt: number) => void} turn.onRetry called before each further try: forget what was shown
 * @param {(conversation: string) => void} turn.onConversation
 * @param {number} [turn.tries]
 */
export async function ask({ url, body, key, language, signal, onEvent, onRetry, onConversation, tries = 4 }) {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch(url, {
        method: "POST",
        credentials: "include",
        headers: { "Content-Type": "application/json", "Idempotency-Key": key, "Accept-Language": language },
        body: JSON.stringify(body),
        signal,
      });
      if (!response.ok || !response.body) {
        throw new Refused(response.status, await response.json().catch(() => ({})));
      }
      const conversation = response.headers.get("Wenwen-Conversation");
      if (conversation) onConversation(conversation);
      let over = false;
      for await (const event of events(response.body)) {
        onEvent(event);
        over ||= event.event === "done" || event.event === "error";
      }
      if (!over) throw new CutOff();
      return;
    } catch (failure) {
      if (signal.aborted || failure instanceof Refused || attempt >= tries) throw failure;
      onRetry(attempt);
      await pause(500 * 2 ** attempt, signal);
    }
  }
}

/** @param {number} milliseconds @param {AbortSignal} signal @returns {Promise<void>} */
function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
