import { fields, type Report, text } from './report.ts';

const SIGNATURES = [
  ['image/png', '89504e470d0a1a0a'],
  ['image/jpeg', 'ffd8ff'],
  ['image/gif', '47494638'],
] as const;
const AVATAR_BYTES = 8 * 1024 * 1024;

export function newWebhook(report: Report, value: unknown): void {
  const { name, avatar } = fields(report, value, ['name', 'avatar']);
  webhookName(report.in('name'), name);
  if (avatar != null) imageData(report.in('avatar'), avatar);
}

/** A name under which a webhook can speak. Discord tidies white space, so a name that has too much would not be found again. */
export function webhookName(report: Report, value: unknown): void {
  text(report, value, 1, 80);
  const name = String(value);
  report.check(!/clyde|discord/i.test(name), `"${name}" has a word that is Discord's own`);
  report.check(name === name.replace(/\s+/g, ' ').trim(), `"${name}" would be changed`);
}

/** A picture as a data URI whose type is that of its bytes. */
function imageData(report: Report, value: unknown): void {
  const [, type, data] = /^data:([a-z/]+);base64,([A-Za-z0-9+/]+={0,2})$/.exec(String(value)) ?? [];
  report.check(data !== undefined, 'is no data URI');
  if (data === undefined) return;
  const bytes = Buffer.from(data, 'base64');
  const known = SIGNATURES.find(([, signature]) => bytes.toString('hex', 0, 16).startsWith(signature))?.[0];
  report.check(type === known, `is called ${type} and is ${known ?? 'no picture that Discord takes'}`);
  report.check(bytes.length <= AVATAR_BYTES, `has ${bytes.length} bytes`);
}
