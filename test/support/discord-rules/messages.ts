import type { RecordedFile } from '../recording-proxy.ts';
import { components, layout } from './components.ts';
import { embeds } from './embeds.ts';
import { bits, type Fields, fields, list, oneOf, type Report, snowflake, text } from './report.ts';

export const FLAGS = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
};

/** The default limit of one file, in bytes: what servers without boosts have had at least. */
const FILE_BYTES = 10 * 1024 * 1024;
/** Of a whole request. */
const REQUEST_BYTES = 25 * 1024 * 1024;

export interface MessageRules {
  /** `new`: something must be in it. `edit`: only what is named changes. `deferred`: nothing is in it yet. */
  readonly kind: 'new' | 'edit' | 'deferred';
  /** Flags that can be set here. */
  readonly flags: number;
  /** Fields that this way of sending has beside the common ones. */
  readonly more?: readonly string[];
}

const COMMON = ['content', 'embeds', 'allowed_mentions', 'components', 'attachments', 'flags'];

/** The body of a message. @returns its fields */
export function message(report: Report, value: unknown, files: readonly RecordedFile[], rules: MessageRules): Fields {
  // The library sends `tts` and `enforce_nonce` with every message and edit; where there is no such field it is passed over when false.
  const body = fields(report, value, [...COMMON, 'tts', 'enforce_nonce', ...(rules.more ?? [])]);
  report.check(body['tts'] === undefined || body['tts'] === false, 'would be read aloud');
  if (!(rules.more ?? []).includes('nonce'))
    report.check(
      body['enforce_nonce'] === undefined || body['enforce_nonce'] === false,
      'enforces a nonce that it can not have',
    );
  bits(report.in('flags'), body['flags'], rules.flags);
  const { content } = body;
  if (content !== undefined && content !== null) text(report.in('content'), content, 0, 2000);
  if (body['embeds'] != null) embeds(report.in('embeds'), body['embeds']);
  const isLayout = (Number(body['flags'] ?? 0) & FLAGS.componentsV2) !== 0;
  if (body['components'] != null) (isLayout ? layout : components)(report.in('components'), body['components']);
  if (isLayout) report.check(content == null && body['embeds'] == null, 'has a text or a card beside a layout');
  attachments(report, body, files, rules.kind);
  mentions(report.in('allowed_mentions'), body);
  if (rules.kind === 'new') report.check(hasSomething(body) || files.length > 0, 'is empty');
  if (rules.kind === 'edit' && typeof content === 'string' && content.trim() === '')
    report.check(hasSomething(body), 'becomes empty');
  return body;
}

function hasSomething(body: Fields): boolean {
  const isFilled = (part: unknown): boolean => Array.isArray(part) && part.length > 0;
  return (
    (typeof body['content'] === 'string' && body['content'].trim() !== '') ||
    isFilled(body['embeds']) ||
    isFilled(body['components'])
  );
}

/** This program pings nobody but a role that an operator has set, so each text says so: without the field everybody is pinged. */
function mentions(report: Report, body: Fields): void {
  const value = body['allowed_mentions'];
  if (value === undefined) {
    report.check(body['content'] == null, 'is missing beside a content, so that everybody in it is pinged');
    return;
  }
  const allowed = fields(report, value, ['parse', 'users', 'roles', 'replied_user']);
  report.check(Array.isArray(allowed['parse']) && allowed['parse'].length === 0, 'lets somebody be pinged');
  report.check(allowed['users'] === undefined, 'names somebody to ping');
  if (allowed['roles'] !== undefined)
    list(report.in('roles'), allowed['roles'], 1, (at, role) => {
      snowflake(at, role);
      at.check(String(body['content']).includes(`<@&${role}>`), 'is pinged and not mentioned');
    });
  if (allowed['replied_user'] !== undefined) oneOf(report.in('replied_user'), allowed['replied_user'], false);
}

function attachments(report: Report, body: Fields, files: readonly RecordedFile[], kind: MessageRules['kind']): void {
  const indexes = files.map(({ part }) => /^files\[(\d+)\]$/.exec(part)?.[1]);
  report.check(
    indexes.every((index) => index !== undefined),
    `has parts ${files.map(({ part }) => part).join(', ')}`,
  );
  report.check(new Set(indexes).size === indexes.length, 'has two files of one index');
  report.check(files.length <= 10, 'has more than ten files');
  for (const { name, size } of files) {
    report.check(name !== '' && size > 0 && size <= FILE_BYTES, `the file "${name}" has ${size} bytes`);
  }
  report.check(files.reduce((sum, { size }) => sum + size, 0) <= REQUEST_BYTES, 'is larger than a request may be');
  if (body['attachments'] == null) return;
  list(report.in('attachments'), body['attachments'], 10, (at, item) => {
    const attachment = fields(at, item, [
      'id',
      'filename',
      'title',
      'description',
      'duration_secs',
      'waveform',
      'is_spoiler',
    ]);
    if (attachment['description'] != null) text(at.in('description'), attachment['description'], 1, 1024);
    const id = String(attachment['id']);
    // New ones carry the index of their part; those that stay carry their own id, which only an edit can.
    if (indexes.includes(id)) return;
    at.check(kind === 'edit', `there is no file ${id}`);
    snowflake(at.in('id'), id);
  });
}

/** How a message is known that was sent twice. */
export function nonce(report: Report, body: Fields): void {
  const { nonce: value, enforce_nonce } = body;
  report.check(value !== undefined || enforce_nonce !== true, 'enforces a nonce that is not there');
  if (value === undefined) return;
  report.check(typeof value === 'string' || Number.isSafeInteger(value), 'nonce is neither text nor number');
  text(report.in('nonce'), String(value), 1, 25);
}
