import { fields, list, oneOf, type Report, text, whole } from './report.ts';

const ROW = 1;
const BUTTON = 2;
const STRING_SELECT = 3;
const LINK = 5;

/** Rows of buttons or of one menu; other kinds this program does not use, so they are faults. */
export function components(report: Report, value: unknown): void {
  const ids = new Set<unknown>();
  const customId = (at: Report, id: unknown): void => {
    text(at, id, 1, 100);
    at.check(!ids.has(id), `"${String(id)}" stands twice in the message`);
    ids.add(id);
  };
  list(report, value, 5, (at, item) => {
    const row = fields(at, item, ['type', 'id', 'components']);
    oneOf(at.in('type'), row['type'], ROW);
    const inside = Array.isArray(row['components']) ? row['components'] : [];
    at.check(inside.length >= 1, 'is an empty row');
    const menus = inside.filter((part) => part?.type !== BUTTON);
    at.check(menus.length === 0 || inside.length === 1, 'has a menu beside something else');
    list(at.in('components'), row['components'], 5, (inner, part) => {
      if (part !== null && typeof part === 'object' && 'type' in part && part.type === STRING_SELECT)
        menu(inner, part, customId);
      else button(inner, part, customId);
    });
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
