import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personaSchema, scenarioSchema } from '../../src/content/schema.ts';
import { FIELDS, type FilledForm } from '../../src/own-content/form.ts';
import { kindSchema } from '../../src/own-content/own-item.ts';
import { textsOfEnsemble } from '../../src/own-content/read-ensemble.ts';
import { readForm } from '../../src/own-content/read-form.ts';
import { textsOfPersona } from '../../src/own-content/read-persona.ts';
import { textsOfScenario } from '../../src/own-content/read-scenario.ts';
import { content } from '../support/content.ts';

const context = { content, isRefused: () => false };
const read = (form: FilledForm) => readForm(form, context);

describe('a form', () => {
  it.each([...content.personas.values()])('that holds the persona $id is read as that persona', (persona) => {
    const form = { kind: 'persona', id: persona.id, texts: textsOfPersona(persona) } as const;
    const { picture, color, ...rest } = persona;
    expect(read(form)).toMatchObject({ ok: true, item: { kind: 'persona', item: rest } });
  });

  it.each([...content.scenarios.values()])('that holds the scenario $id is read as that scenario', (scenario) => {
    const form = { kind: 'scenario', id: scenario.id, texts: textsOfScenario(scenario) } as const;
    expect(read(form)).toEqual({ ok: true, item: { kind: 'scenario', item: { ...scenario, topic: 'community' } } });
  });

  it.each([...content.ensembles.values()])('that holds the ensemble $id is read as that ensemble', (ensemble) => {
    const form = { kind: 'ensemble', id: ensemble.id, texts: textsOfEnsemble(ensemble, content) } as const;
    // Made of its chair's model: a form has no field for it.
    const item = { ...ensemble, baseline: ensemble.chair.model };
    expect(read(form)).toEqual({ ok: true, item: { kind: 'ensemble', item } });
  });

  it('that holds anything is read as something valid, or has something to say', () => {
    const texts = fc.record(
      Object.fromEntries(
        Object.values(FIELDS)
          .flat()
          .map(({ id }) => [id, fc.string({ unit: 'grapheme', maxLength: 200 })]),
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...kindSchema.options), texts, (kind, typed) => {
        const result = read({ kind, id: null, texts: typed });
        if (!result.ok) expect(result.problems.length).toBeGreaterThan(0);
        else if (result.item.kind === 'persona') personaSchema.parse(result.item.item);
        else if (result.item.kind === 'scenario') scenarioSchema.parse(result.item.item);
      }),
    );
  });

  it('has room for the longest that there can be, so that nothing is cut when it is opened again', () => {
    const six = (length: number): string[] => Array.from({ length: 6 }, () => 'x'.repeat(length));
    const astrid = content.personas.get('astrid') ?? expect.fail();
    const model = { name: 'x'.repeat(120) };
    const seat = { persona: 'x'.repeat(32), model, stance: 'against' } as const;
    const longest = {
      persona: textsOfPersona({
        ...astrid,
        name: 'x'.repeat(32),
        tagline: 'x'.repeat(120),
        values: six(160),
        expertise: 'x'.repeat(240),
        manner: 'x'.repeat(600),
      }),
      scenario: textsOfScenario({
        id: 'x',
        title: 'x'.repeat(80),
        topic: 'community',
        motion: 'x'.repeat(300),
        background: 'x'.repeat(1200),
        valuesInTension: six(160),
        alignedAnswer: six(240),
      }),
      ensemble: textsOfEnsemble(
        {
          id: 'x',
          name: 'x'.repeat(60),
          description: 'x'.repeat(300),
          voice: 'full',
          thinkingTokens: 256,
          members: [seat, seat, seat, seat, seat, seat],
          chair: seat,
          judges: [model, model, model, model, model],
          baseline: model,
        },
        content,
      ),
    };
    for (const kind of kindSchema.options) {
      for (const { id, most } of FIELDS[kind]) expect((longest[kind][id] ?? '').length, id).toBeLessThanOrEqual(most);
    }
  });

  it('keeps paragraphs in a background only, and no character that nobody sees', () => {
    const result = read({
      kind: 'scenario',
      id: null,
      texts: {
        title: 'Library\u200b  hours',
        motion: 'Libraries should\nopen on\u202e Sundays.',
        background: 'One.\r\n\r\n\r\n  Two. \u0007',
        valuesInTension: '• rest against access\n\n2. quiet\tagainst noise',
        alignedAnswer: '',
      },
    });
    expect(result).toEqual({
      ok: true,
      item: {
        kind: 'scenario',
        item: {
          id: 'our-library-hours',
          title: 'Library hours',
          topic: 'community',
          motion: 'Libraries should open on Sundays.',
          background: 'One.\nTwo.',
          valuesInTension: ['rest against access', 'quiet against noise'],
          alignedAnswer: [],
        },
      },
    });
  });

  it.each(['nobody', 'User', 'system', 'Ａssistant', 'Speaker A', 'the judge', 'Everyone'])(
    'refuses a persona a name that debates have for somebody else: %s',
    (name) => {
      const astrid = content.personas.get('astrid') ?? expect.fail();
      const texts = textsOfPersona({ ...astrid, name });
      expect(read({ kind: 'persona', id: null, texts })).toMatchObject({
        ok: false,
        problems: [{ message: expect.stringContaining('debates have this one for somebody else') }],
      });
    },
  );

  it('takes a name with a comma in it for a seat, and a persona by its id', () => {
    const astrid = content.personas.get('astrid') ?? expect.fail();
    const hana = { ...astrid, id: 'our-hana', name: 'Hana, the first' };
    const texts = {
      name: 'Two',
      description: 'Two of them.',
      members: 'Hana, the first , any-1,FOR\nastrid, mistral:7b, against',
      chair: 'wen li-hua, ANY-2',
      judges: '- any-3',
    };
    const personas = new Map([...content.personas, [hana.id, hana]]);
    expect(
      readForm({ kind: 'ensemble', id: null, texts }, { ...context, content: { ...content, personas } }),
    ).toMatchObject({
      ok: true,
      item: {
        item: {
          members: [
            { persona: 'our-hana', model: { pick: 'any-1' }, stance: 'for' },
            { persona: 'astrid', model: { name: 'mistral:7b' }, stance: 'against' },
          ],
          chair: { persona: 'wen', model: { pick: 'any-2' } },
          judges: [{ pick: 'any-3' }],
          baseline: { pick: 'any-2' },
          voice: 'full',
        },
      },
    });
  });
});
