import { ownIdOf } from '../content/own-id.ts';
import { COMMUNITY_TOPIC, type Content, type Scenario, scenarioSchema } from '../content/schema.ts';
import { tidy } from '../content/tidy.ts';
import type { Read, Texts } from './form.ts';
import { nameTaken } from './name-taken.ts';
import { entriesOf, paragraphsOf, parseFields } from './parse-fields.ts';

/** @param id of the scenario that is changed; null for a new one */
export function readScenario(texts: Texts, id: string | null, { scenarios }: Content): Read<Scenario> {
  const title = tidy(texts['title'] ?? '');
  const read = parseFields(
    'scenario',
    {
      id: id ?? ownIdOf(title),
      title,
      topic: COMMUNITY_TOPIC,
      motion: tidy(texts['motion'] ?? ''),
      background: paragraphsOf(texts['background']),
      valuesInTension: entriesOf(texts['valuesInTension']),
      alignedAnswer: entriesOf(texts['alignedAnswer']),
    },
    scenarioSchema,
  );
  const others = [...scenarios.values()].map((scenario) => ({ id: scenario.id, name: scenario.title }));
  const taken = nameTaken({ kind: 'scenario', field: 'title', name: title, id }, others);
  if (taken.length === 0) return read;
  return { ok: false, problems: [...taken, ...(read.ok ? [] : read.problems)] };
}

export function textsOfScenario({ title, motion, background, valuesInTension, alignedAnswer }: Scenario): Texts {
  return {
    title,
    motion,
    background,
    valuesInTension: valuesInTension.join('\n'),
    alignedAnswer: alignedAnswer.join('\n'),
  };
}
