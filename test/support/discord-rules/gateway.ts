import type { Frame } from '../recording-proxy.ts';
import { fields, isFields, oneOf, Report, whole } from './report.ts';

/** Guild members, presences and message content: each must be switched on in the portal, and this program says that it needs none. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);
/** Bits 0 to 16, 20, 21, 24 and 25. */
const KNOWN = 0x1_ffff | (0b110011 << 20);
const MOST_A_MINUTE = 120;

/** What Discord would hold against the bot's own payloads. */
export function gatewayFaults(frames: readonly Frame[]): string[] {
  const report = new Report('gateway');
  const sent = frames.filter(({ from }) => from === 'bot');
  for (const [index, { payload }] of sent.entries()) {
    const at = report.in(`payload ${index}`);
    oneOf(at.in('op'), payload.op, 1, 2, 3, 6, 8);
    if (payload.op === 2) identify(at, payload.d);
    if (payload.op === 6) fields(at, payload.d, ['token', 'session_id', 'seq']);
    if (payload.op === 8) members(at, payload.d);
    if (payload.op === 1) at.check(payload.d === null || Number.isInteger(payload.d), 'beats without its number');
  }
  for (const [index, { at }] of sent.entries()) {
    const later = sent[index + MOST_A_MINUTE];
    report.check(later === undefined || later.at - at > 60_000, `more than ${MOST_A_MINUTE} payloads in a minute`);
  }
  beats(report, frames);
  return report.faults;
}

function identify(report: Report, d: unknown): void {
  const asked = fields(report, d, [
    'token',
    'properties',
    'compress',
    'large_threshold',
    'shard',
    'presence',
    'intents',
  ]);
  const intents = Number(asked['intents']);
  whole(report.in('intents'), asked['intents'], 0, 2 ** 26);
  report.check((intents & PRIVILEGED) === 0, 'asks for a privileged intent');
  report.check((intents & ~KNOWN) === 0, 'asks for an intent that there is not');
  fields(report.in('properties'), asked['properties'], ['os', 'browser', 'device']);
  if (asked['large_threshold'] !== undefined) whole(report.in('large_threshold'), asked['large_threshold'], 50, 250);
}

/** Members by id, at most a hundred, need no privileged intent; all of them do. */
function members(report: Report, d: unknown): void {
  const ids = isFields(d) ? d['user_ids'] : undefined;
  report.check(ids !== undefined && [ids].flat().length <= 100, 'asks for members other than by at most 100 ids');
}

/** After Hello the client beats within each interval. */
function beats(report: Report, frames: readonly Frame[]): void {
  const end = frames.at(-1)?.at ?? 0;
  let last: number | undefined;
  let interval = Number.POSITIVE_INFINITY;
  for (const { from, payload, at } of frames) {
    if (from === 'discord' && payload.op === 10 && isFields(payload.d)) {
      interval = Number(payload.d['heartbeat_interval']);
      last = at;
    }
    if (from !== 'bot' || payload.op !== 1 || last === undefined) continue;
    report.check(at - last <= interval + 1000, `was silent for ${at - last} ms`);
    last = at;
  }
  report.check(last === undefined || end - last <= interval + 1000, 'stopped beating');
}
