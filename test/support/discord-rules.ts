import { PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import { commands, offered } from './discord-rules/commands.ts';
import { form } from './discord-rules/forms.ts';
import { FLAGS, message, nonce } from './discord-rules/messages.ts';
import { reaction } from './discord-rules/reactions.ts';
import { bits, fields, isFields, oneOf, Report, snowflake, text, whole } from './discord-rules/report.ts';
import { thread, threadChange } from './discord-rules/threads.ts';
import { newWebhook, webhookName } from './discord-rules/webhooks.ts';
import type { Exchange } from './recording-proxy.ts';

/**
 * What Discord's documentation says of each request that this program may make, written from that documentation and from nothing in src.
 * A route that is not here is a fault.
 */
interface Route {
  readonly method: string;
  /** Ids are `:id`, what is secret `:token`, an emoji `:emoji`. */
  readonly path: string;
  /** `bot`: needs the bot's token; `own`: the secret stands in the path, and the bot's token would be given away for nothing. */
  readonly auth: 'bot' | 'own';
  readonly query?: Readonly<Record<string, (report: Report, value: string) => void>>;
  /** Whether a reason for the audit log may come with it. */
  readonly reason?: true;
  readonly body?: (report: Report, exchange: Exchange) => void;
}

const TEXT_FLAGS = FLAGS.suppressEmbeds | FLAGS.suppressNotifications | FLAGS.componentsV2;
const EDIT_FLAGS = FLAGS.suppressEmbeds | FLAGS.componentsV2;

const isTrueOrFalse = (report: Report, value: string): void => oneOf(report, value, 'true', 'false');
const isId = (report: Report, value: string): void => snowflake(report, value);
const upTo = (most: number) => (report: Report, value: string) => whole(report, Number(value), 1, most);

const edit = (report: Report, { json, files }: Exchange): void =>
  void message(report, json, files, { kind: 'edit', flags: EDIT_FLAGS });

const ROUTES: readonly Route[] = [
  { method: 'GET', path: '/gateway/bot', auth: 'bot' },
  { method: 'GET', path: '/users/@me', auth: 'bot' },
  { method: 'GET', path: '/applications/@me', auth: 'bot' },
  { method: 'GET', path: '/applications/:id/commands', auth: 'bot', query: { with_localizations: isTrueOrFalse } },
  {
    method: 'PUT',
    path: '/applications/:id/commands',
    auth: 'bot',
    body: (report, { json }) => commands(report, json),
  },
  {
    method: 'POST',
    path: '/interactions/:id/:token/callback',
    auth: 'own',
    query: { with_response: isTrueOrFalse },
    body: callback,
  },
  { method: 'PATCH', path: '/webhooks/:id/:token/messages/@original', auth: 'own', body: edit },
  {
    method: 'POST',
    path: '/webhooks/:id/:token',
    auth: 'own',
    query: { wait: isTrueOrFalse, thread_id: isId, with_components: isTrueOrFalse },
    body(report, { json, files }) {
      const body = message(report, json, files, {
        kind: 'new',
        // What follows an interaction can be private; conversation.ts says what follows one.
        flags: TEXT_FLAGS | FLAGS.ephemeral,
        more: ['username', 'avatar_url'],
      });
      if (body['username'] !== undefined) webhookName(report.in('username'), body['username']);
      report.check(body['avatar_url'] === undefined, 'takes a picture from an address');
    },
  },
  { method: 'PATCH', path: '/webhooks/:id/:token/messages/:id', auth: 'own', query: { thread_id: isId }, body: edit },
  { method: 'GET', path: '/channels/:id', auth: 'bot' },
  {
    method: 'PATCH',
    path: '/channels/:id',
    auth: 'bot',
    reason: true,
    body: (report, { json }) => threadChange(report, json),
  },
  {
    method: 'POST',
    path: '/channels/:id/threads',
    auth: 'bot',
    reason: true,
    body: (report, { json }) => thread(report, json),
  },
  { method: 'GET', path: '/guilds/:id/threads/active', auth: 'bot' },
  { method: 'GET', path: '/channels/:id/webhooks', auth: 'bot' },
  {
    method: 'POST',
    path: '/channels/:id/webhooks',
    auth: 'bot',
    reason: true,
    body: (report, { json }) => newWebhook(report, json),
  },
  {
    method: 'GET',
    path: '/channels/:id/messages',
    auth: 'bot',
    query: {
      limit: upTo(100),
      after: (report, value) => value === '0' || isId(report, value),
      before: isId,
      around: isId,
    },
  },
  {
    method: 'POST',
    path: '/channels/:id/messages',
    auth: 'bot',
    body(report, { json, files }) {
      const more = ['nonce', 'message_reference', 'sticker_ids', 'poll'];
      nonce(report, message(report, json, files, { kind: 'new', flags: TEXT_FLAGS, more }));
    },
  },
  { method: 'GET', path: '/channels/:id/messages/:id', auth: 'bot' },
  { method: 'PATCH', path: '/channels/:id/messages/:id', auth: 'bot', body: edit },
  { method: 'DELETE', path: '/channels/:id/messages/:id', auth: 'bot', reason: true },
  { method: 'PUT', path: '/channels/:id/messages/:id/reactions/:emoji/@me', auth: 'bot' },
  {
    method: 'GET',
    path: '/channels/:id/messages/:id/reactions/:emoji',
    auth: 'bot',
    query: { limit: upTo(100), after: isId, type: (report, value) => oneOf(report, value, '0', '1') },
  },
  // The list of all members needs a privileged intent; a single one does not.
  { method: 'GET', path: '/channels/:id/thread-members/:id', auth: 'bot', query: { with_member: isTrueOrFalse } },
  { method: 'GET', path: '/guilds/:id/members/:id', auth: 'bot' },
];

const PATTERNS = ROUTES.map((route) => ({ route, pattern: patternOf(route.path) }));

/** Everything that Discord would hold against a request, each fault in one line; none: it is as documented. */
export function faultsOf(exchange: Exchange): string[] {
  const { method, path } = exchange;
  const report = new Report(`${method} ${path.replace(/\/[0-9a-zA-Z_-]{60,}/, '/:token')}`);
  const found = PATTERNS.find((entry) => entry.route.method === method && entry.pattern.test(path));
  report.check(found !== undefined, 'is no route that this program needs');
  if (found === undefined) return report.faults;
  const { route, pattern } = found;
  for (const step of path.split('/')) if (/^\d+$/.test(step)) snowflake(report.in('path'), step);
  const emoji = pattern.exec(path)?.groups?.['emoji'];
  if (emoji !== undefined) reaction(report.in('emoji'), emoji, method === 'PUT');
  transport(report, exchange, route);
  for (const [name, value] of exchange.query) {
    const check = route.query?.[name];
    report.check(check !== undefined, `has no query parameter "${name}"`);
    check?.(report.in(name), value);
  }
  const pages = ['before', 'after', 'around'].filter((name) => exchange.query.has(name));
  report.check(pages.length <= 1, `${pages.join(' and ')} exclude one another`);
  report.check(new Set(exchange.query.keys()).size === exchange.query.size, 'has a query parameter twice');
  if (route.body === undefined)
    report.check(exchange.json === undefined && exchange.files.length === 0, 'takes no body');
  else route.body(report, exchange);
  return report.faults;
}

/** Headers: who asks, with what right, in which form and why. */
function transport(report: Report, { headers, json, files }: Exchange, route: Route): void {
  report.check(/^DiscordBot \(https?:\/\/\S+, \S+\)/.test(headers['user-agent'] ?? ''), 'does not say who asks');
  const authorization = headers['authorization'];
  if (route.auth === 'bot') report.check(/^Bot \S+$/.test(authorization ?? ''), 'has no token');
  else report.check(authorization === undefined, 'gives the token away');
  if (json !== undefined) {
    const type = files.length > 0 ? 'multipart/form-data' : 'application/json';
    report.check((headers['content-type'] ?? '').startsWith(type), `must be ${type}`);
  }
  const reason = headers['x-audit-log-reason'];
  if (reason === undefined) return;
  report.check(route.reason === true, 'takes no reason');
  report.check(/^[\x20-\x7e]+$/.test(reason), 'has a reason that is not encoded');
  text(report.in('reason'), decodeURIComponent(reason), 1, 512);
}

/** The first answer to an interaction. */
function callback(report: Report, { json, files }: Exchange): void {
  const { type, data } = fields(report, json, ['type', 'data']);
  switch (type) {
    case 4: {
      const flags = TEXT_FLAGS | FLAGS.ephemeral;
      message(report.in('data'), data, files, { kind: 'new', flags });
      return;
    }
    case 5:
      // Nothing but whether it is for one pair of eyes can be said before there is something to say.
      bits(report.in('data.flags'), fields(report.in('data'), data ?? {}, ['flags'])['flags'], FLAGS.ephemeral);
      return;
    case 7:
      message(report.in('data'), data, files, { kind: 'edit', flags: EDIT_FLAGS });
      return;
    case 8:
      offered(report.in('data.choices'), isFields(data) ? data['choices'] : undefined, 'string');
      return;
    case 9:
      form(report.in('data'), data);
      return;
    default:
      oneOf(report.in('type'), type, 4, 5, 6, 7, 8, 9);
  }
}

/** The permissions without which Discord would have refused one of these requests, as the documentation names them route by route. */
export function permissionsFor(exchanges: readonly Exchange[]): bigint {
  const threads = new Set<unknown>();
  const own = new Set<unknown>();
  let needed: bigint = Permission.ViewChannel;
  for (const { method, path, json, files, answer } of exchanges) {
    const [, channel] = /^\/api\/v10\/channels\/(\d+)/.exec(path) ?? [];
    if (channel === undefined) continue;
    const answered = isFields(answer) ? answer['id'] : undefined;
    const rest = path.slice(path.indexOf(channel) + channel.length);
    if (rest === '/threads') {
      threads.add(answered);
      needed |= Permission.CreatePublicThreads;
    } else if (rest === '/webhooks') needed |= Permission.ManageWebhooks;
    else if (/^\/messages\/\d+\/reactions\//.test(rest))
      needed |= Permission.ReadMessageHistory | (method === 'PUT' ? Permission.AddReactions : 0n);
    else if (rest.startsWith('/messages') && method === 'GET') needed |= Permission.ReadMessageHistory;
    else if (rest === '/messages') {
      own.add(answered);
      needed |= threads.has(channel) ? Permission.SendMessagesInThreads : Permission.SendMessages;
      if (isFields(json) && json['embeds'] !== undefined) needed |= Permission.EmbedLinks;
      if (files.length > 0) needed |= Permission.AttachFiles;
    } else if (method === 'DELETE' && !own.has(rest.split('/').at(-1))) needed |= Permission.ManageMessages;
  }
  return needed;
}

function patternOf(path: string): RegExp {
  const source = path
    .replaceAll(':id', String.raw`\d+`)
    .replace(':token', '[^/]+')
    .replace(':emoji', '(?<emoji>[^/]+)')
    .replaceAll('@', '(?:@|%40)');
  return new RegExp(`^/api/v10${source}$`);
}
