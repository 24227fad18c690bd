import { ownIdOf } from '../content/own-id.ts';
import { type Content, type Ensemble, ensembleSchema, type Persona, stanceSchema } from '../content/schema.ts';
import { missingStances } from '../content/seating.ts';
import { tidy } from '../content/tidy.ts';
import type { FormProblem, Read, Texts } from './form.ts';
import { choiceOf, judgeChoiceOf, wordsOfChoice } from './model-words.ts';
import { nameTaken } from './name-taken.ts';
import { entriesOf, labelOf, parseFields, sameName } from './parse-fields.ts';

/** @param id of the ensemble that is changed; null for a new one */
export function readEnsemble(texts: Texts, id: string | null, content: Content): Read<Ensemble> {
  const name = tidy(texts['name'] ?? '');
  const members = entriesOf(texts['members']).map((line, index) => readMember(line, index + 1, content));
  const chair = readChair(tidy(texts['chair'] ?? ''), content);
  const problems = [
    ...nameTaken({ kind: 'ensemble', field: 'name', name, id }, [...content.ensembles.values()]),
    ...[...members, chair].flatMap((seat) => (seat.ok ? [] : seat.problems)),
  ];
  const seated = members.flatMap((seat) => (seat.ok ? [seat.item] : []));
  // A seat that can't be read keeps its place, so that the number of members is told rightly.
  const placeholder = { persona: 'unread', model: { pick: 'smallest' }, stance: 'none' } as const;
  const chosen = chair.ok ? chair.item : { persona: placeholder.persona, model: placeholder.model };
  const onlySmallest = seated.every(({ model }) => 'pick' in model && model.pick === 'smallest');
  const known = id === null ? undefined : content.ensembles.get(id);
  const read = parseFields(
    'ensemble',
    {
      ...known,
      id: id ?? ownIdOf(name),
      name,
      description: tidy(texts['description'] ?? ''),
      voice: onlySmallest ? 'brief' : 'full',
      members: members.map((seat) => (seat.ok ? seat.item : placeholder)),
      chair: chosen,
      judges: entriesOf(texts['judges']).map(judgeChoiceOf),
      baseline: chosen.model,
    },
    ensembleSchema,
  );
  if (!read.ok) return { ok: false, problems: [...problems, ...read.problems] };
  const all = problems.length > 0 ? problems : seatingProblems(read.item, content);
  return all.length > 0 ? { ok: false, problems: all } : read;
}

/** What no line can tell by itself. */
function seatingProblems(ensemble: Ensemble, { personas, formats }: Content): FormProblem[] {
  const { members, chair } = ensemble;
  const field = labelOf('ensemble', 'members');
  const nameOf = (id: string): string => personas.get(id)?.name ?? id;
  const problems = members.flatMap(({ persona }, index): FormProblem[] =>
    members.findIndex((member) => member.persona === persona) < index
      ? [{ field, line: index + 1, message: `${nameOf(persona)} sits here already` }]
      : [],
  );
  if (members.some(({ persona }) => persona === chair.persona)) {
    const message = `${nameOf(chair.persona)} is a member already: the chair is somebody else`;
    problems.push({ field: labelOf('ensemble', 'chair'), line: null, message });
  }
  const missing = [...formats.values()].map((format) => missingStances(ensemble, format));
  if (missing.every((stances) => stances.length > 0)) {
    problems.push({ field, line: null, message: 'fit no format: one has to speak for the motion and one against it' });
  }
  return problems;
}

function readMember(line: string, number: number, content: Content): Read<Ensemble['members'][number]> {
  const field = labelOf('ensemble', 'members');
  const problem = (message: string): Read<never> => ({ ok: false, problems: [{ field, line: number, message }] });
  const parts = line.split(',').map((part) => part.trim());
  const [model, said] = parts.slice(-2);
  // A persona's name can have a comma in it.
  const name = parts.slice(0, -2).join(', ');
  if (name === '' || model === undefined || model === '') {
    return problem('expected persona, model, stance, for example: Grace Achieng, any-1, for');
  }
  const stance = stanceSchema.safeParse(said?.toLowerCase());
  if (!stance.success) return problem(`ends in "${said}": expected for, against or none`);
  const persona = personaOf(name, content);
  if (persona === undefined) return problem(unknownPersona(name, content));
  return { ok: true, item: { persona: persona.id, model: choiceOf(model), stance: stance.data } };
}

function readChair(line: string, content: Content): Read<Ensemble['chair']> {
  const field = labelOf('ensemble', 'chair');
  const problem = (message: string): Read<never> => ({ ok: false, problems: [{ field, line: null, message }] });
  const parts = line.split(',').map((part) => part.trim());
  const model = parts.at(-1);
  const name = parts.slice(0, -1).join(', ');
  if (name === '' || model === undefined || model === '') {
    return problem('expected persona, model, for example: Wen Li-Hua, any-1');
  }
  const persona = personaOf(name, content);
  if (persona === undefined) return problem(unknownPersona(name, content));
  return { ok: true, item: { persona: persona.id, model: choiceOf(model) } };
}

function personaOf(name: string, { personas }: Content): Persona | undefined {
  return personas.get(name) ?? [...personas.values()].find((persona) => sameName(persona.name, name));
}

function unknownPersona(name: string, { personas }: Content): string {
  return `there is no persona "${name}": there are ${[...personas.values()].map((persona) => persona.name).join(', ')}`;
}

export function textsOfEnsemble(ensemble: Ensemble, { personas }: Content): Texts {
  const nameOf = (id: string): string => personas.get(id)?.name ?? id;
  const { name, description, members, chair, judges } = ensemble;
  return {
    name,
    description,
    members: members
      .map(({ persona, model, stance }) => `${nameOf(persona)}, ${wordsOfChoice(model)}, ${stance}`)
      .join('\n'),
    chair: `${nameOf(chair.persona)}, ${wordsOfChoice(chair.model)}`,
    judges: judges.map(wordsOfChoice).join('\n'),
  };
}

/** What a new ensemble is to begin from. */
export interface EnsembleStart {
  readonly like: Ensemble;
  /** Who is to sit there; none: whoever sits in the other one. */
  readonly personas: readonly Persona[];
  /** What all of them are to run on; undefined: as in the other one. */
  readonly model: string | undefined;
}

/** A form for a new ensemble with what it is to begin from; name and description are to be written. */
export function startOfEnsemble({ like, personas, model }: EnsembleStart, content: Content): Texts {
  const choice = model === undefined ? undefined : choiceOf(model);
  const own = personas.map(({ id }, index): Ensemble['members'][number] => ({
    persona: id,
    model: like.members[index % like.members.length]?.model ?? like.baseline,
    stance: index % 2 === 0 ? 'for' : 'against',
  }));
  const members = (own.length === 0 ? like.members : own).map((member) => ({
    ...member,
    model: choice ?? member.model,
  }));
  const sits = (id: string): boolean => members.some(({ persona }) => persona === id);
  const free = [like.chair.persona, ...content.personas.keys()].find((id) => !sits(id)) ?? like.chair.persona;
  const chair = { persona: free, model: choice ?? like.chair.model };
  const { members: lines, chair: line, judges } = textsOfEnsemble({ ...like, members, chair }, content);
  return { name: '', description: '', members: lines ?? '', chair: line ?? '', judges: judges ?? '' };
}
