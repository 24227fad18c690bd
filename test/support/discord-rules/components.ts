import { fields, isFields, list, oneOf, type Report, text, whole } from './report.ts';

const ROW = 1;
const BUTTON = 2;
const STRING_SELECT = 3;
const TEXT_DISPLAY = 10;
const LINK = 5;

/** Rows of buttons or of one menu; other kinds this program does not use, so they are faults. */
export function components(report: Report, value: unknown): void {
  const customId = uniqueIds();
  list(report, value, 5, (at, item) => row(at, item, customId));
}

/** A message made of components alone: texts, and rows as above. 40 components in all, those in rows too; 4000 characters of text. */
export function layout(report: Report, value: unknown): void {
  const customId = uniqueIds();
  let [count, characters] = [0, 0];
  list(report, value, 40, (at, item) => {
    const type = isFields(item) ? item['type'] : undefined;
    count += 1;
    if (type !== TEXT_DISPLAY) {
      row(at, item, customId);
      const inside = isFields(item) ? item['components'] : undefined;
      count += Array.isArray(inside) ? inside.length : 0;
      return;
    }
    const { content } = fields(at, item, ['type', 'id', 'content']);
    text(at.in('content'), content, 1, 4000);
    characters += typeof content === 'string' ? content.length : 0;
  });
  report.check(count <= 40, `has ${count} components, at most 40`);
  report.check(characters <= 4000, `has ${characters} characters of text, at most 4000`);
}

/** Checks ids as they come; none may stand twice in a message. */
function uniqueIds(): CheckId {
  const ids = new Set<unknown>();
  return (at, id) => {
    text(at, id, 1, 100);
    at.check(!ids.has(id), `"${String(id)}" stands twice in the message`);
    ids.add(id);
  };
}

function row(at: Report, item: unknown, customId: CheckId): void {
  const part = fields(at, item, ['type', 'id', 'components']);
  oneOf(at.in('type'), part['type'], ROW);
  const inside = Array.isArray(part['components']) ? part['components'] : [];
  at.check(inside.length >= 1, 'is an empty row');
  const menus = inside.filter((one) => one?.type !== BUTTON);
  at.check(menus.length === 0 || inside.length === 1, 'has a menu beside something else');
  list(at.in('components'), part['components'], 5, (inner, one) => {
    if (isFields(one) && one['type'] === STRING_SELECT) menu(inner, one, customId);
    else button(inner, one, customId);
  });
}

type CheckId = (at: Report, id: unknown) => void;

function button(report: Report, value: unknown, customId: CheckId): void {
  const part = fields(report, value, ['type', 'id', 'style', 'label', 'emoji', 'custom_id', 'url', 'disabled']);
  oneOf(report.in('type'), part['type'], BUTTON);
  whole(report.in('style'), part['style'], 1, LINK);
  if (part['style'] === LINK) {
    report.check(
      part['custom_id'] === undefined && typeof part['url'] === 'string',
      'a link has an address, no custom id',
    );
  } else {
    report.check(part['url'] === undefined, 'only a link has an address');
    customId(report.in('custom_id'), part['custom_id']);
  }
  report.check(part['label'] !== undefined || part['emoji'] !== undefined, 'has neither label nor emoji');
  if (part['label'] !== undefined) text(report.in('label'), part['label'], 1, 80);
}

function menu(report: Report, value: unknown, customId: CheckId): void {
  const part = fields(report, value, [
    'type',
    'id',
    'custom_id',
    'options',
    'placeholder',
    'min_values',
    'max_values',
    'disabled',
  ]);
  customId(report.in('custom_id'), part['custom_id']);
  if (part['placeholder'] !== undefined) text(report.in('placeholder'), part['placeholder'], 0, 150);
  const values = new Set<unknown>();
  list(report.in('options'), part['options'], 25, (at, item) => {
    const option = fields(at, item, ['label', 'value', 'description', 'emoji', 'default']);
    text(at.in('label'), option['label'], 1, 100);
    text(at.in('value'), option['value'], 1, 100);
    if (option['description'] !== undefined) text(at.in('description'), option['description'], 1, 100);
    at.check(!values.has(option['value']), 'has the value of another option');
    values.add(option['value']);
  });
}
