import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

const FONT_FILES = ['400', '700'].map(
  (weight) => `@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-${weight}-normal.woff2`,
);

let loading: Promise<readonly Uint8Array[]> | undefined;

/** Loads the renderer, once in a process. @returns the fonts */
async function load(): Promise<readonly Uint8Array[]> {
  await initWasm(readFile(new URL(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))));
  return Promise.all(FONT_FILES.map((file) => readFile(new URL(import.meta.resolve(file)))));
}

/**
 * An SVG as PNG, black on white. Its texts are drawn in the font that comes with the program, which has Latin letters alone. It takes a tenth of a
 * second or so, in steps between which others have their turn.
 */
export async function toPng(svg: string): Promise<Uint8Array> {
  loading ??= load();
  const fontBuffers = [...(await loading)];
  const renderer = new Resvg(svg, { background: 'white', font: { fontBuffers } });
  try {
    await setImmediate();
    const image = renderer.render();
    try {
      await setImmediate();
      return image.asPng();
    } finally {
      image.free();
    }
  } finally {
    renderer.free();
  }
}
