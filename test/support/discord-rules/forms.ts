import { fields, list, oneOf, type Report, text, whole } from './report.ts';

const TEXT_INPUT = 4;
const LABEL = 18;
const SHORT = 1;
const PARAGRAPH = 2;
const LONGEST = 4000;

/** A form: labels with one text input each. Other kinds this program does not use, so they are faults. */
export function form(report: Report, value: unknown): void {
  const body = fields(report, value, ['custom_id', 'title', 'components']);
  text(report.in('custom_id'), body['custom_id'], 1, 100);
  text(report.in('title'), body['title'], 1, 45);
  const { components } = body;
  report.check(Array.isArray(components) && components.length >= 1, 'has nothing in it');
  const ids = new Set<unknown>();
  list(report.in('components'), components, 5, (at, item) => {
    const label = fields(at, item, ['type', 'id', 'label', 'description', 'component']);
    oneOf(at.in('type'), label['type'], LABEL);
    text(at.in('label'), label['label'], 1, 45);
    if (label['description'] !== undefined) text(at.in('description'), label['description'], 1, 100);
    input(at.in('component'), label['component'], ids);
  });
}

function input(report: Report, value: unknown, ids: Set<unknown>): void {
  // Its label is deprecated where it stands in a label.
  const part = fields(report, value, [
    'type',
    'id',
    'custom_id',
    'style',
    'min_length',
    'max_length',
    'required',
    'value',
    'placeholder',
  ]);
  oneOf(report.in('type'), part['type'], TEXT_INPUT);
  text(report.in('custom_id'), part['custom_id'], 1, 100);
  report.check(!ids.has(part['custom_id']), `"${String(part['custom_id'])}" stands twice in the form`);
  ids.add(part['custom_id']);
  oneOf(report.in('style'), part['style'], SHORT, PARAGRAPH);
  const { min_length: least, max_length: most } = part;
  if (least !== undefined) whole(report.in('min_length'), least, 0, LONGEST);
  if (most !== undefined) whole(report.in('max_length'), most, 1, LONGEST);
  if (part['required'] !== undefined) oneOf(report.in('required'), part['required'], true, false);
  if (part['placeholder'] !== undefined) text(report.in('placeholder'), part['placeholder'], 0, 100);
  if (part['value'] !== undefined)
    text(report.in('value'), part['value'], 0, typeof most === 'number' ? most : LONGEST);
}
