import { fields, oneOf, type Report, text, whole } from './report.ts';

const ARCHIVE_MINUTES = [60, 1440, 4320, 10080];
const PUBLIC = 11;

/** A thread begun without a message. Without a type it would be a private one. */
export function thread(report: Report, value: unknown): void {
  const body = fields(report, value, ['name', 'type', 'auto_archive_duration', 'rate_limit_per_user', 'invitable']);
  threadName(report.in('name'), body['name']);
  oneOf(report.in('type'), body['type'], PUBLIC);
  common(report, body);
}

export function threadChange(report: Report, value: unknown): void {
  const body = fields(report, value, [
    'name',
    'archived',
    'locked',
    'auto_archive_duration',
    'rate_limit_per_user',
    'invitable',
    'flags',
    'applied_tags',
  ]);
  if (body['name'] !== undefined) threadName(report.in('name'), body['name']);
  for (const key of ['archived', 'locked']) if (body[key] !== undefined) oneOf(report.in(key), body[key], true, false);
  common(report, body);
}

function common(report: Report, body: Readonly<Record<string, unknown>>): void {
  const { auto_archive_duration, rate_limit_per_user } = body;
  if (auto_archive_duration !== undefined)
    oneOf(report.in('auto_archive_duration'), auto_archive_duration, ...ARCHIVE_MINUTES);
  if (rate_limit_per_user != null) whole(report.in('rate_limit_per_user'), rate_limit_per_user, 0, 21_600);
}

/** Discord cuts white space off, so a name that has some would not be found again. */
function threadName(report: Report, value: unknown): void {
  text(report, value, 1, 100);
  report.check(value === String(value).replace(/\s+/g, ' ').trim(), `"${String(value)}" would be changed`);
}
