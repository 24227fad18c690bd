import { toPng } from 'jdenticon';
import type { Persona } from './schema.ts';

/** Large enough for the largest face that Discord shows. */
const PIXELS = 256;

/** The picture of a persona that has no file: a pattern that its name alone decides, light on its colour, within the circle that Discord cuts. */
export function drawPicture({ name, color }: Pick<Persona, 'name' | 'color'>): Buffer {
  return toPng(name, PIXELS, {
    backColor: color,
    padding: 0.17,
    saturation: 0,
    lightness: { color: [0.82, 0.98], grayscale: [0.9, 1] },
  });
}
