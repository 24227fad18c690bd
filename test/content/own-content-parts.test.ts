import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawPicture } from '../../src/content/draw-picture.ts';
import { OWN_COLORS, ownColorOf } from '../../src/content/own-color.ts';
import { isOwnId, ownIdOf } from '../../src/content/own-id.ts';
import { contentIdSchema } from '../../src/content/schema-parts.ts';
import { content } from '../support/content.ts';

describe('the id of what a server has made', () => {
  it.each([
    ['Library hours', 'our-library-hours'],
    ['  Zoë & Çem!  ', 'our-zoe-cem'],
    ['図書館', 'our-56f3-66f8-9928'],
    ['x'.repeat(80), `our-${'x'.repeat(36)}`],
    [`${'x'.repeat(35)} y`, `our-${'x'.repeat(35)}`],
  ])('of %j is %s', (name, id) => {
    expect(ownIdOf(name)).toBe(id);
  });

  it('is an id that content can have, whatever the name, and that no file has', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        const id = ownIdOf(name);
        expect(contentIdSchema.parse(id)).toBe(id);
        expect(isOwnId(id)).toBe(true);
      }),
    );
    const { personas, scenarios, ensembles } = content;
    for (const id of [...personas.keys(), ...scenarios.keys(), ...ensembles.keys()]) expect(isOwnId(id)).toBe(false);
  });
});

describe('a persona without a picture of its own', () => {
  const drawn = (name: string): Buffer => drawPicture({ name, color: ownColorOf(name) });

  it('has one that its name decides', () => {
    const picture = drawn('Hana Okafor');
    expect(picture.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([256, 256]);
    expect(drawn('Hana Okafor')).toEqual(picture);
    const others = ['Omar Aziz', 'Hana Okafo', 'hana Okafor'].map(drawn);
    for (const other of others) expect(other).not.toEqual(picture);
  });

  it('has an accent out of a list of those that differ', () => {
    expect(new Set(OWN_COLORS).size).toBe(OWN_COLORS.length);
    fc.assert(fc.property(fc.string(), (name) => OWN_COLORS.some((color) => color === ownColorOf(name))));
  });
});
