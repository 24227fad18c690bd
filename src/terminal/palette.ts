import pc from 'picocolors';

/** How a text is shown; plain where there are no colours. */
export type Style = (text: string) => string;

/** Colours of the terminal; every style leaves text as it is where colours are off. */
export interface Palette {
  readonly bold: Style;
  readonly dim: Style;
  readonly heading: Style;
  /** For a name in its persona's colour (#rrggbb). */
  persona(color: string | undefined): Style;
}

/** Bits a colour, as Node tells them of a terminal: none, 16 colours, 256 colours, all. */
const NONE = 1;
const MANY = 8;
const ALL = 24;

/** @param depth bits a colour; 1 for no colours */
export function createPalette(depth: number): Palette {
  const { bold, dim, underline } = pc.createColors(depth > NONE);
  return {
    bold,
    dim,
    heading: (text) => bold(underline(text)),
    persona: (color) =>
      depth < MANY || color === undefined
        ? bold
        : (name) => `\u001b[1;38;${depth < ALL ? `5;${nearest(color)}` : `2;${rgb(color).join(';')}`}m${name}\u001b[0m`,
  };
}

/** A colour of the cube of 6 by 6 by 6 that terminals with 256 colours have. */
function nearest(color: string): number {
  const [red = 0, green = 0, blue = 0] = rgb(color).map((part) => Math.round((part / 255) * 5));
  return 16 + 36 * red + 6 * green + blue;
}

function rgb(color: string): number[] {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
}
