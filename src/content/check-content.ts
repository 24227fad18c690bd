import type { ContentProblem } from './content-error.ts';
import { familyOf } from './family.ts';
import type { ModelList } from './model-list.ts';
import {
  criterionIdSchema,
  type Ensemble,
  type Families,
  type Format,
  type Persona,
  type ReactionMeanings,
  type Round,
  type RubricFile,
} from './schema.ts';
import { missingStances } from './seating.ts';
import type { YamlFile } from './yaml-file.ts';

/** Who can speak in a round, by seating. */
const SPEAKERS: Readonly<Record<Format['seating'], readonly Round['speakers'][]>> = {
  free: ['all'],
  'for-against': ['all', 'for', 'against'],
  'devils-advocate': ['all', 'advocate', 'others'],
};

export type Files<Value> = ReadonlyMap<string, YamlFile<Value>>;

/** The reaction whose number takes a debate off view. */
const HARMFUL = 'harmful';

/** What the rest of the content has, for references to it. An id is known although its own file has mistakes. */
export interface Known {
  readonly personaIds: ReadonlySet<string>;
  readonly templates: ReadonlyMap<string, string>;
}

/** References, repeats and seats that no file can check by itself. */
export function checkEnsembles(
  ensembles: Files<Ensemble>,
  formats: Files<Format>,
  personas: Files<Persona>,
  { personaIds, templates }: Known,
): ContentProblem[] {
  return [...ensembles.values()].flatMap((file) => {
    const { members, chair, instruction } = file.value;
    const seats = [
      ...members.map(({ persona }, index) => ({ persona, keys: ['members', index, 'persona'] })),
      { persona: chair.persona, keys: ['chair', 'persona'] },
    ];
    const names = new Map<string, string>();
    const problems = seats.flatMap(({ persona, keys }) => {
      if (!personaIds.has(persona)) {
        return [file.problemAt(keys, `there is no prompts/personas/${persona}.yaml`)];
      }
      const name = personas.get(persona)?.value.name ?? persona;
      const other = names.get(name);
      names.set(name, persona);
      if (other === undefined) return [];
      return [
        file.problemAt(
          keys,
          other === persona ? `${persona} sits here already` : `${other} has the same name, ${name}`,
        ),
      ];
    });
    const missing = [...formats.values()].map((format) => missingStances(file.value, format.value));
    const [example] = missing;
    if (example !== undefined && missing.every((stances) => stances.length > 0)) {
      problems.push(file.problemAt(['members'], `fits no format: no member speaks ${example.join(' or ')}`));
    }
    if (instruction !== undefined && !templates.has(instruction)) {
      problems.push(file.problemAt(['instruction'], `there is no prompts/templates/${instruction}.md`));
    }
    return problems;
  });
}

export function checkFormats(formats: Files<Format>, { templates }: Known): ContentProblem[] {
  return [...formats.values()].flatMap((file) => {
    const { rounds, answer, maxRounds, seating } = file.value;
    const named = [
      ...rounds.map(({ task }, index) => ({ template: task, keys: ['rounds', index, 'task'] })),
      { template: answer.template, keys: ['answer', 'template'] },
    ];
    const problems = named
      .filter(({ template }) => !templates.has(template))
      .map(({ template, keys }) => file.problemAt(keys, `there is no prompts/templates/${template}.md`));
    problems.push(
      ...repeated(rounds.map(({ id }) => id)).map((index) =>
        file.problemAt(['rounds', index, 'id'], 'another round has this id'),
      ),
    );
    for (const [index, round] of rounds.entries()) {
      if (/[{}]/.test(round.heading.replaceAll('{n}', ''))) {
        problems.push(file.problemAt(['rounds', index, 'heading'], 'no value fills these braces: expected only {n}'));
      }
      if (!SPEAKERS[seating].includes(round.speakers)) {
        problems.push(
          file.problemAt(
            ['rounds', index, 'speakers'],
            `expected ${SPEAKERS[seating].join(' or ')}: with ${seating} seating nobody may be ${round.speakers}`,
          ),
        );
      }
    }
    const repeating = rounds.flatMap((round, index) => (round.repeats ? [index] : []));
    for (const index of repeating.slice(1)) {
      problems.push(file.problemAt(['rounds', index, 'repeats'], 'only one round can repeat'));
    }
    if (maxRounds < rounds.length) {
      problems.push(file.problemAt(['maxRounds'], `expected at least ${rounds.length}, as many as there are rounds`));
    } else if (repeating.length === 0 && maxRounds > rounds.length) {
      problems.push(file.problemAt(['maxRounds'], `expected ${rounds.length}: no round repeats`));
    }
    return [...problems, ...draftProblems(file)];
  });
}

/** A chair can only choose where all that was said is one draft a member: then a member's name means its draft. */
function draftProblems(file: YamlFile<Format>): ContentProblem[] {
  const { rounds, answer } = file.value;
  if (answer.by !== 'choosing') return [];
  const [drafts] = rounds;
  if (rounds.length > 1 || drafts === undefined) {
    return [file.problemAt(['answer', 'by'], 'expected one round only, of drafts, for the chair to choose from')];
  }
  if (drafts.writes !== 'answer') {
    return [file.problemAt(['rounds', 0, 'writes'], 'expected answer: the chair chooses among what this round writes')];
  }
  if (!drafts.repeats) return [];
  return [file.problemAt(['rounds', 0, 'repeats'], 'expected false: the chair chooses among one draft a member')];
}

/** @param reactions absent where their own file has mistakes */
export function checkRubric(file: YamlFile<RubricFile>, reactions: ReactionMeanings | undefined): ContentProblem[] {
  const { criteria, views } = file.value;
  const given = new Map((reactions?.reactions ?? []).map(({ emoji, id }) => [emoji, id]));
  return [
    ...(['id', 'emoji'] as const).flatMap((field) =>
      repeated(criteria.map((criterion) => criterion[field])).map((index) =>
        file.problemAt(['criteria', index, field], `another criterion has this ${field}`),
      ),
    ),
    ...criteria.flatMap(({ emoji }, index) => {
      const taken = given.get(emoji);
      return taken === undefined
        ? []
        : [file.problemAt(['criteria', index, 'emoji'], `choose another: it is the reaction ${taken} to turns`)];
    }),
    ...repeated(views.map(({ id }) => id)).map((index) =>
      file.problemAt(['views', index, 'id'], 'another view has this id'),
    ),
    ...views.flatMap(({ parts }, index) => viewProblems(file, index, parts)),
  ];
}

function viewProblems(
  file: YamlFile<RubricFile>,
  index: number,
  parts: RubricFile['views'][number]['parts'],
): ContentProblem[] {
  const sum = parts.reduce((total, { weight }) => total + weight, 0);
  return [
    ...repeated(parts.map(({ criterion }) => criterion)).map((place) =>
      file.problemAt(['views', index, 'parts', place, 'criterion'], 'another part is this criterion'),
    ),
    // Whole numbers of thousandths, so that .1 + .2 is .3.
    ...(Math.round(sum * 1000) === 1000
      ? []
      : [file.problemAt(['views', index, 'parts'], `expected weights that sum to 1, not ${Number(sum.toFixed(3))}`)]),
  ];
}

export function checkReactions(file: YamlFile<ReactionMeanings>): ContentProblem[] {
  const { reactions } = file.value;
  const problems = (['id', 'emoji'] as const).flatMap((field) =>
    repeated(reactions.map((reaction) => reaction[field])).map((index) =>
      file.problemAt(['reactions', index, field], `another reaction has this ${field}`),
    ),
  );
  for (const [index, { id }] of reactions.entries()) {
    if (criterionIdSchema.safeParse(id).success)
      problems.push(file.problemAt(['reactions', index, 'id'], 'choose another: it is the id of a criterion'));
  }
  if (!reactions.some(({ id }) => id === HARMFUL)) {
    problems.push(file.problemAt(['reactions'], `expected one with the id ${HARMFUL}: so many of them hide a debate`));
  }
  return problems;
}

export function checkFamilies(file: YamlFile<Families>): ContentProblem[] {
  const { sources, families } = file.value;
  return [
    ...repeated(sources.map(({ id }) => id)).map((index) =>
      file.problemAt(['sources', index, 'id'], 'another source has this id'),
    ),
    ...repeated(families.map(({ prefix }) => prefix)).map((index) =>
      file.problemAt(['families', index, 'prefix'], 'another entry has this prefix'),
    ),
    ...families.flatMap(({ source }, index) => unknownSource(file, ['families', index, 'source'], source)),
  ];
}

/** @param families absent where their own file has mistakes */
export function checkModels(file: YamlFile<ModelList>, families: Families | undefined): ContentProblem[] {
  const { sources, models } = file.value;
  return [
    ...repeated(sources.map(({ id }) => id)).map((index) =>
      file.problemAt(['sources', index, 'id'], 'another source has this id'),
    ),
    ...repeated(models.map(({ tag }) => tag)).map((index) =>
      file.problemAt(['models', index, 'tag'], 'another entry has this tag'),
    ),
    ...models.flatMap((model, index) =>
      model.sources.flatMap((source, place) => unknownSource(file, ['models', index, 'sources', place], source)),
    ),
    ...models.flatMap(({ tag, family, architecture = '' }, index) => {
      const known = families === undefined ? family : familyOf(tag, architecture, families);
      return known === family
        ? []
        : [file.problemAt(['models', index, 'family'], `expected ${known}, as prompts/families.yaml has it`)];
    }),
  ];
}

function unknownSource(
  file: YamlFile<{ readonly sources: Families['sources'] }>,
  keys: readonly (string | number)[],
  source: string,
): ContentProblem[] {
  if (file.value.sources.some(({ id }) => id === source)) return [];
  return [file.problemAt(keys, `expected the id of one of the sources above, not ${source}`)];
}

/** Indices of the values that stood in the list before. */
function repeated(values: readonly string[]): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}
