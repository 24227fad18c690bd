import { scenarioFromQuestion } from '../../content/own-question.ts';
import { Prompts } from '../../content/prompts.ts';
import type { RenderedPrompt } from '../../content/rendered-prompt.ts';
import type { Content, Persona } from '../../content/schema.ts';
import { debateIdSchema } from '../../core/ids.ts';
import { type DebatePlan, type Member, seatSchema, USUAL_LIMITS } from '../../debate/plan.ts';
import { turnPrompt } from '../../debate/turn-prompt.ts';
import type { LabelledTurn, Recipe } from './labelled-turn.ts';

type Asked = Pick<LabelledTurn, 'motion' | 'members' | 'chair' | 'speaker' | 'before'>;

/** The prompt that a turn of the set was written to: the project's own templates, filled as a debate fills them. */
export function promptOf(
  turn: Asked,
  recipe: Omit<Recipe, 'promptHash' | 'threads'>,
  content: Content,
): RenderedPrompt {
  const prompts = new Prompts(content.templates);
  const scenario =
    [...content.scenarios.values()].find(({ motion }) => motion === turn.motion) ?? scenarioFromQuestion(turn.motion);
  const members = turn.members.map((member) => seat(member, recipe, content));
  const chair = seat({ name: turn.chair, stance: 'none' }, recipe, content);
  const find = (name: string): Member => {
    const member = [...members, chair].find((one) => one.name === name);
    if (member === undefined) throw new TypeError(`${name} is no member`);
    return member;
  };
  const format = [...content.formats.values()][0];
  if (format === undefined) throw new TypeError('The content has no format');
  const plan: DebatePlan = {
    debate: debateIdSchema.parse('d-set000'),
    arm: 'ensemble',
    scenario,
    format,
    rounds: [],
    ensemble: 'pocket',
    voice: recipe.voice === 'brief' ? 'brief' : 'full',
    thinkingTokens: 0,
    instruction: null,
    members,
    chair,
    seed: recipe.seed,
    temperature: recipe.temperature,
    limits: USUAL_LIMITS,
    promptHashes: prompts.hashes(),
  };
  const whole = turn.before.map(({ name, round, text }) => ({ round, speaker: find(name), text }));
  const task = {
    speaker: find(turn.speaker),
    template: recipe.task,
    words: recipe.words,
    target: undefined,
    questions: [],
    round: 1,
  };
  return turnPrompt(plan, task, { digested: [], whole }, prompts);
}

function seat(
  { name, stance }: LabelledTurn['members'][number],
  { model, voice }: Pick<Recipe, 'model' | 'voice'>,
  content: Content,
): Member {
  const persona = [...content.personas.values()].find((one) => one.name === name);
  return {
    seat: seatSchema.parse(persona?.id ?? name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')),
    name,
    persona: persona === undefined ? null : voice === 'long' ? lengthen(persona, content) : persona,
    model,
    stance,
  };
}

/** A persona told at eight times the length, as some systems do. */
function lengthen(persona: Persona, content: Content): Persona {
  const all = [persona, ...[...content.personas.values()].filter(({ id }) => id !== persona.id)];
  return {
    ...persona,
    values: all.flatMap(({ values }) => values),
    expertise: all.map(({ expertise }) => expertise).join(', '),
    manner: all.map(({ manner }) => manner).join(' '),
  };
}
