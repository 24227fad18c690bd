import type * as Plot from '@observablehq/plot';
import { DOMParser } from 'linkedom';

/** What all charts share: they are read in black and white, and at a third of their size, as on a phone. */

/** The one that png.ts has; on a page the reader's own stands in for it. */
const FAMILY = 'Atkinson Hyperlegible, system-ui, sans-serif';
export const FONT = 28;
export const LINE = 36;
/** The most that a letter's mean width is in the fonts of readers, in parts of the font's size. */
export const LETTER = 0.6;
export const FAINT = 0.25;
/** The disc alone is filled, and its line is thick: it is seen first. */
export const SIGNS = {
  disc: { symbol: 'circle', fill: 'currentColor', strokeWidth: 5 },
  square: { symbol: 'square', fill: 'none', strokeWidth: 2.5 },
  triangle: { symbol: 'triangle', fill: 'none', strokeWidth: 2.5 },
} as const satisfies Readonly<Record<string, object>>;
export type Sign = keyof typeof SIGNS;

/** The library draws on a page; this one is nobody's. Its types ask for a browser's. */
const onNoPage: object = { document: new DOMParser().parseFromString('<html></html>', 'text/html') };

/** What every chart is drawn with. */
export const CANVAS = { ...onNoPage, style: { fontSize: `${FONT}px`, fontFamily: FAMILY } };

export interface ShownValue {
  readonly value: number;
  /** Null where no interval is known. */
  readonly interval: readonly [low: number, high: number] | null;
}

export function dotOf(sign: Sign): Plot.DotOptions {
  return { ...SIGNS[sign], strokeWidth: 2.5, stroke: 'currentColor', r: 8 };
}

/** What the library drew as SVG that stands alone, hidden from screen readers: whoever shows it says in words what it shows. */
export function svgOf(drawn: unknown): string {
  return String(drawn).replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" ');
}
