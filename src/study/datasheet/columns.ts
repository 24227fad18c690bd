import { z } from 'zod';

/** What a column holds, by the names that data sets on the Hub have for it. */
export type Shape =
  | { readonly kind: 'value'; readonly dtype: 'string' | 'int64' | 'float64' | 'bool' }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'struct'; readonly columns: readonly Column[] };

export interface Column {
  readonly name: string;
  readonly shape: Shape;
  /** What it means, for people: the description in its schema. */
  readonly says: string;
}

type Node = z.core.JSONSchema._JSONSchema;

/** The columns of a table's rows, read off their schema. @throws TypeError for a schema that is none of rows */
export function columnsOf(rows: z.ZodType): readonly Column[] {
  const shape = shapeOf(z.toJSONSchema(rows, { io: 'input' }));
  if (shape.kind !== 'struct') throw new TypeError('A row is an object');
  return shape.columns;
}

const DTYPES = { string: 'string', integer: 'int64', number: 'float64', boolean: 'bool' } as const;

function shapeOf(node: Node): Shape {
  if (typeof node === 'boolean') throw new TypeError('A column has a type');
  const { anyOf, items, properties } = node;
  if (anyOf !== undefined) return shapeOf(theOne(anyOf.filter((each) => !isNull(each))));
  // What may be null has both types in a list.
  const type = theOne([node.type].flat().filter((each) => each !== 'null'));
  if (type === 'object' && properties !== undefined) {
    const columns = Object.entries(properties).map(([name, each]): Column => {
      const says = typeof each === 'boolean' ? undefined : each.description;
      return { name, shape: shapeOf(each), says: says ?? '' };
    });
    return { kind: 'struct', columns };
  }
  if (type === 'array' && items !== undefined && !Array.isArray(items)) return { kind: 'list', of: shapeOf(items) };
  if (type === 'string' || type === 'integer' || type === 'number' || type === 'boolean')
    return { kind: 'value', dtype: DTYPES[type] };
  throw new TypeError(`A column of a table cannot be of the type ${String(type)}`);
}

function isNull(node: Node): boolean {
  return typeof node !== 'boolean' && node.type === 'null';
}

function theOne<Item>(items: readonly Item[]): Item {
  const [one, ...others] = items;
  if (one === undefined || others.length > 0) throw new TypeError('A column has one type, or is empty');
  return one;
}

/** A column with the way to it, as in `members[].seat`. */
export interface FlatColumn {
  readonly path: string;
  readonly type: string;
  readonly says: string;
}

/** All columns, each followed by those inside it. */
export function flatColumns(columns: readonly Column[], before = ''): readonly FlatColumn[] {
  return columns.flatMap(({ name, shape, says }) => {
    const path = `${before}${name}`;
    return [{ path, type: typeWords(shape), says }, ...flatColumns(insideOf(shape), `${path}${suffixOf(shape)}.`)];
  });
}

function insideOf(shape: Shape): readonly Column[] {
  if (shape.kind === 'list') return insideOf(shape.of);
  return shape.kind === 'struct' ? shape.columns : [];
}

function suffixOf(shape: Shape): string {
  return shape.kind === 'list' ? `[]${suffixOf(shape.of)}` : '';
}

function typeWords(shape: Shape): string {
  switch (shape.kind) {
    case 'value':
      return shape.dtype;
    case 'struct':
      return 'struct';
    case 'list':
      return `list of ${typeWords(shape.of)}`;
  }
}
