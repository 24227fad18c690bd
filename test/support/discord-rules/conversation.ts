import type { Exchange, Frame } from '../recording-proxy.ts';
import { FLAGS } from './messages.ts';
import { isFields, Report } from './report.ts';

const AUTOCOMPLETE = 4;
const FORM = 5;
const ACKNOWLEDGE_WITHIN = 3000;
const TOKEN_LIVES = 15 * 60_000;

/** What Discord would hold against the order and the times of requests. */
export function conversationFaults(exchanges: readonly Exchange[], frames: readonly Frame[]): string[] {
  const report = new Report('conversation');
  interactions(report, exchanges, frames);
  refusals(report, exchanges);
  nonces(report, exchanges);
  return report.faults;
}

/** Each interaction is answered once, within three seconds, in a way that it can have; what follows comes after that and within 15 minutes. */
function interactions(report: Report, exchanges: readonly Exchange[], frames: readonly Frame[]): void {
  const tokens = new Map<string, { readonly at: number; answeredAt: number }>();
  for (const { payload, at } of frames) {
    const { t, d } = payload;
    if (t !== 'INTERACTION_CREATE' || !isFields(d)) continue;
    const answers = exchanges.filter(({ path }) => path === `/api/v10/interactions/${d['id']}/${d['token']}/callback`);
    const own = report.in(`interaction ${d['id']} of type ${d['type']}`);
    own.check(answers.length === 1, `was answered ${answers.length} times`);
    const [answer] = answers;
    if (answer === undefined) continue;
    own.check(answer.at - at < ACKNOWLEDGE_WITHIN, `was answered after ${answer.at - at} ms`);
    const type = isFields(answer.json) ? answer.json['type'] : undefined;
    own.check((d['type'] === AUTOCOMPLETE) === (type === 8), `was answered with type ${String(type)}`);
    own.check(!(d['type'] === FORM && type === 9), 'was a form and was answered with another');
    own.check(type !== 6 && type !== 7 ? true : d['type'] === 3, `was answered as only a component can be`);
    tokens.set(String(d['token']), { at, answeredAt: answer.at });
  }
  for (const { path, json, at } of exchanges) {
    const token = /^\/api\/v10\/webhooks\/\d+\/([^/]+)/.exec(path)?.[1];
    const known = tokens.get(token ?? '');
    if (known === undefined) {
      const flags = isFields(json) ? Number(json['flags'] ?? 0) : 0;
      report.check(
        token === undefined || (flags & FLAGS.ephemeral) === 0,
        'made a message private that no interaction asked for',
      );
      continue;
    }
    report.check(at >= known.answeredAt, 'followed up before answering');
    report.check(at - known.at < TOKEN_LIVES, 'used the token of an interaction after 15 minutes');
  }
}

/** A webhook that is gone is left alone, a token that was refused too, and whoever has to wait waits. */
function refusals(report: Report, exchanges: readonly Exchange[]): void {
  const gone = new Set<string>();
  let waitUntil = 0;
  let refused = false;
  for (const { path, headers, status, answer, at } of exchanges) {
    const webhook = /^\/api\/v10\/webhooks\/\d+\/[^/]+/.exec(path)?.[0];
    if (webhook !== undefined) {
      report.check(!gone.has(webhook), 'used a webhook again that is gone');
      if (status === 404 && isFields(answer) && answer['code'] === 10015) gone.add(webhook);
    }
    report.check(!refused || headers['authorization'] === undefined, 'went on with a token that was refused');
    if (status === 401 && headers['authorization'] !== undefined) refused = true;
    if (isFields(answer) && status === 429) {
      const wait = Number(answer['retry_after']) * 1000;
      if (answer['global'] === true) waitUntil = at + wait;
    } else report.check(at >= waitUntil, 'did not wait although everything was limited');
  }
}

/** One mark belongs to one message: the same mark again is the same request again. */
function nonces(report: Report, exchanges: readonly Exchange[]): void {
  const bodies = new Map<string, string>();
  for (const { method, path, json } of exchanges) {
    if (method !== 'POST' || !isFields(json) || json['nonce'] === undefined) continue;
    const key = `${path} ${String(json['nonce'])}`;
    const body = JSON.stringify(json);
    report.check(bodies.get(key) === undefined || bodies.get(key) === body, `two messages have the nonce ${key}`);
    bodies.set(key, body);
  }
}
