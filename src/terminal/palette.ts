import pc from 'picocolors';

/** Colours of the terminal; every function gives plain text where colours are off. */
export interface Palette {
  bold(text: string): string;
  dim(text: string): string;
  heading(text: string): string;
  /** A name in its persona's colour (#rrggbb). */
  persona(name: string, color: string | undefined): string;
}

/** @param colors false without a terminal or with NO_COLOR */
export function createPalette(colors: boolean): Palette {
  const { bold, dim, underline } = pc.createColors(colors);
  return {
    bold,
    dim,
    heading: (text) => bold(underline(text)),
    persona: (name, color) =>
      colors && color !== undefined ? `\u001b[1;38;2;${rgb(color)}m${name}\u001b[0m` : bold(name),
  };
}

function rgb(color: string): string {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 0xff, value & 0xff].join(';');
}
