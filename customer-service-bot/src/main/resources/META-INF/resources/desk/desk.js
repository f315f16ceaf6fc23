// The agent's desk: who waits, one open conversation, replies. Polls; a queue is read by few.
const EVERY_MS = 3000;

const words = {
  'zh-CN': {
    title: '客服工作台', logout: '退出', queue: '等待人工的会话', nobody: '现在没有人在等。', take: '接入', close: '结束会话',
    reply: '回复', send: '发送', waiting: '等待中', taken: '{} 接待中', mine: '我在接待', shopper: '顾客', bot: '问问（AI）',
    agent: '客服', lost: '连接中断，正在重试…', session: '登录已过期，请刷新页面重新登录。',
  },
  en: {
    title: 'Agent desk', logout: 'Sign out', queue: 'Waiting for a person', nobody: 'Nobody is waiting.', take: 'Take', close: 'Close',
    reply: 'Reply', send: 'Send', waiting: 'waiting', taken: 'with {}', mine: 'with me', shopper: 'Shopper', bot: 'Wenwen (AI)',
    agent: 'Agent', lost: 'Connection lost, trying again…', session: 'Your sign-in has expired; reload the page.',
  },
};
const lang = navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
const t = (key, value = '') => words[lang][key].replace('{}', value);
const $ = (id) => document.getElementById(id);

let me;
let opened;

document.documentElement.lang = lang;
document.title = `${t('title')} · 问问`;
for (const node of document.querySelectorAll('[data-t]')) node.textContent = t(node.dataset.t);

async function call(path, body) {
  const options = { headers: { Accept: 'application/json' } };
  if (body !== undefined) {
    options.method = 'POST';
    options.headers['Content-Type'] = 'application/json';
    options.headers[me.csrf_header] = me.csrf_token;
    options.body = JSON.stringify(body);
  }
  const response = await fetch(`/api/desk${path}`, options);
  if (response.status === 401 || response.status === 403) throw new Error(t('session'));
  const json = await response.json();
  if (!response.ok) throw new Error(json.detail ?? String(response.status));
  return json;
}

async function attempt(work) {
  try {
    await work();
    $('notice').textContent = '';
  } catch (error) {
    $('notice').textContent = error instanceof TypeError ? t('lost') : error.message;
  }
}

const clock = (at) => new Date(at).toLocaleTimeString(lang, { hour: '2-digit', minute: '2-digit' });

function line(ticket) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  const state = document.createElement('small');
  button.textContent = ticket.reason;
  state.textContent = `${clock(ticket.created_at)} · ${
    ticket.mine ? t('mine') : ticket.status === 'WAITING' ? t('waiting') : t('taken', ticket.agent)}`;
  button.append(state);
  if (ticket.id === opened) button.setAttribute('aria-current', 'true');
  button.addEventListener('click', () => { opened = ticket.id; attempt(refresh); });
  item.append(button);
  return item;
}

function said(who, text, at, className) {
  const item = document.createElement('li');
  const head = document.createElement('small');
  item.className = className;
  head.textContent = `${who} · ${clock(at)}`;
  item.append(head, text);
  return item;
}

async function refresh() {
  const tickets = await call('/tickets');
  const focused = document.activeElement?.closest?.('#queue li');
  const index = focused ? [...$('queue').children].indexOf(focused) : -1;
  $('queue').replaceChildren(...tickets.map(line));
  $('queue').children[index]?.querySelector('button').focus();
  $('nobody').hidden = tickets.length > 0;
  if (!opened) return;
  const { ticket, before, messages } = await call(`/tickets/${encodeURIComponent(opened)}`);
  $('talk').hidden = false;
  $('talk-title').textContent = ticket.reason;
  $('take').hidden = ticket.status !== 'WAITING';
  $('close').hidden = ticket.status === 'CLOSED';
  $('reply').hidden = !ticket.mine || ticket.status !== 'TAKEN';
  const list = $('said');
  const atEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 20;
  const lines = [
    ...before.map((s) => said(t(s.by_shopper ? 'shopper' : 'bot'), s.text, s.at, s.by_shopper ? 'shopper' : 'bot')),
    ...messages.map((m) => said(t(m.author === 'AGENT' ? 'agent' : 'shopper'), m.text, m.sent_at, m.author.toLowerCase())),
  ];
  if (lines.length !== list.children.length) {
    list.replaceChildren(...lines);
    if (atEnd) list.scrollTop = list.scrollHeight;
  }
}

$('take').addEventListener('click', () => attempt(async () => { await call(`/tickets/${opened}/take`, {}); await refresh(); }));
$('close').addEventListener('click', () => attempt(async () => {
  await call(`/tickets/${opened}/close`, {});
  opened = undefined;
  $('talk').hidden = true;
  await refresh();
}));

let pending;
$('reply').addEventListener('submit', (event) => {
  event.preventDefault();
  const box = event.target.elements.text;
  // A retry of the same words carries the same id, so that the shopper reads them once.
  if (pending?.text !== box.value) pending = { id: crypto.randomUUID(), text: box.value };
  attempt(async () => {
    await call(`/tickets/${opened}/replies`, pending);
    pending = undefined;
    box.value = '';
    await refresh();
  });
});

await attempt(async () => {
  me = await call('/me');
  $('agent').textContent = me.agent;
  const token = document.createElement('input');
  token.type = 'hidden';
  token.name = '_csrf';
  token.value = me.csrf_token;
  $('logout').append(token);
  await refresh();
});
setInterval(() => attempt(refresh), EVERY_MS);
