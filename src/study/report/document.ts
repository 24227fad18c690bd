import type { Html } from '../../pages/html.ts';

/**
 * A report before it is a page or a Markdown file: both say the same, since both are made of this. A text is a text wherever it goes: it is
 * escaped by whoever writes it down.
 */
export interface Report {
  readonly title: string;
  /** Before the first section. */
  readonly opening: readonly Block[];
  readonly sections: readonly Section[];
  /** What the report is and who wrote it. */
  readonly footer: Words;
}

export interface Section {
  /** By which it is linked to, `#ID`. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** Words on one line. */
export type Words = string | Marked | readonly Words[];

export type Marked =
  | { readonly mark: 'code' | 'strong'; readonly text: string }
  /** With a bar on the page. `share`: 0 to 1. */
  | { readonly mark: 'bar'; readonly text: string; readonly share: number }
  /** `#ID` within the report, or an address. */
  | { readonly mark: 'link'; readonly text: string; readonly to: string };

export type Block =
  /** `id`: it can be linked to. */
  | { readonly kind: 'heading'; readonly words: Words; readonly id?: string }
  | { readonly kind: 'paragraph'; readonly words: Words; readonly tone: 'plain' | 'soft' | 'lead' }
  /** What must not be overlooked. */
  | {
      readonly kind: 'notice';
      readonly weight: 'grave' | 'caution';
      readonly title: string;
      readonly items: readonly Words[];
    }
  | { readonly kind: 'list'; readonly items: readonly Words[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly string[];
      /** The first cell of each row is its heading. */
      readonly rows: readonly (readonly Words[])[];
    }
  | { readonly kind: 'code'; readonly text: string }
  /** Drawn from numbers: the table that follows says the same, and stands alone in Markdown. */
  | { readonly kind: 'chart'; readonly svg: string; readonly caption: string }
  /** Behind a click, on the page alone: in Markdown the tables link to it there. */
  | { readonly kind: 'folded'; readonly id: string; readonly summary: Words; readonly inside: Html | readonly Html[] };

export const code = (text: string): Marked => ({ mark: 'code', text });
export const strong = (text: string): Marked => ({ mark: 'strong', text });
export const link = (text: string, to: string): Marked => ({ mark: 'link', text, to });

export const bar = (text: string, share: number): Marked => ({ mark: 'bar', text, share });

export const heading = (words: Words): Block => ({ kind: 'heading', words });
export const namedHeading = (id: string, words: Words): Block => ({ kind: 'heading', words, id });
export const paragraph = (...words: readonly Words[]): Block => ({ kind: 'paragraph', words, tone: 'plain' });
export const soft = (...words: readonly Words[]): Block => ({ kind: 'paragraph', words, tone: 'soft' });
export const lead = (...words: readonly Words[]): Block => ({ kind: 'paragraph', words, tone: 'lead' });
/** Nothing for no items. */
export const notice = (weight: 'grave' | 'caution', title: string, items: readonly Words[]): Block[] =>
  items.length === 0 ? [] : [{ kind: 'notice', weight, title, items }];
/** Nothing for no items. */
export const list = (items: readonly Words[]): Block[] => (items.length === 0 ? [] : [{ kind: 'list', items }]);
/** Nothing for no rows. */
export const table = (caption: string, columns: readonly string[], rows: readonly (readonly Words[])[]): Block[] =>
  rows.length === 0 ? [] : [{ kind: 'table', caption, columns, rows }];
