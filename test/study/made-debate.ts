import { debateIdOf } from '../../src/core/ids.ts';
import { deriveSeed, type Random, seededRandom } from '../../src/core/random.ts';
import type { Rejection } from '../../src/debate/events.ts';
import { type Arm, type Seat, seatSchema } from '../../src/debate/plan.ts';
import type { DebateRow } from '../../src/study/data/study-rows.ts';
import { content, entry } from '../support/content.ts';
import type { MadeOptions } from './made-study.ts';

/** An ensemble of a made study. */
export interface MadeTable {
  readonly ensemble: string;
  readonly name: string;
  readonly personas: readonly string[];
  readonly models: readonly string[];
}

/** Of which every model is, by name. */
export const MADE_FAMILIES: Readonly<Record<string, string>> = {
  'made-oak:7b': 'made-oak',
  'made-elm:8b': 'made-elm',
  'made-judge:12b': 'made-pine',
};
/** The one that baselines are on. */
export const MADE_MODEL = { model: 'made-oak:7b', family: 'made-oak' };

const CHAIR = 'wen';
const TABLES: readonly Omit<MadeTable, 'ensemble' | 'name'>[] = [
  { personas: ['grace', 'astrid'], models: ['made-oak:7b'] },
  { personas: ['ines', 'farid'], models: ['made-elm:8b'] },
  { personas: ['diego', 'ravi'], models: ['made-oak:7b', 'made-elm:8b'] },
  { personas: ['tomasz', 'grace'], models: ['made-oak:7b'] },
  { personas: ['diego', 'astrid', 'ines', 'ravi'], models: ['made-elm:8b', 'made-oak:7b'] },
];

export function tableOf(place: number): MadeTable {
  const table = TABLES[place % TABLES.length];
  if (table === undefined) throw new Error('no such table');
  return { ...table, ensemble: `made-${place + 1}`, name: `Made ensemble ${place + 1}` };
}

/** Drawn at random about 0 with standard deviation 1: the sum of twelve uniform ones. */
export function normal(random: Random): number {
  return Array.from({ length: 12 }, () => random.integer(0, 1_000_000) / 1_000_000).reduce((a, b) => a + b, -6);
}

/** True once in so many times. @param share 0 to 1 */
export function happens(share: number, random: Random): boolean {
  return random.integer(0, 999_999) < share * 1_000_000;
}

interface MadeTrialOfArm {
  readonly trial: DebateRow['trial'];
  readonly arm: Arm;
  readonly scenario: string;
  readonly table: MadeTable;
  readonly format: string;
  readonly repetition: number;
}

type Speaker = NonNullable<DebateRow['chair']>;
const REASONS: readonly Rejection[] = ['cut-by-length', 'repeats-another-turn', 'too-short', 'repeats-itself'];
const ROUNDS = 2;

export function makeDebate(made: MadeTrialOfArm, options: MadeOptions): DebateRow {
  const { trial, arm, scenario: id, table, format, repetition } = made;
  const seed = deriveSeed(options.seed, trial);
  const random = seededRandom(deriveSeed(seed, arm));
  const scenario = entry(content.scenarios, id);
  const { members, chair } = seatsOf(made, options);
  const talk = new Talk(random, options);
  for (let round = 1; round <= ROUNDS; round += 1) for (const member of members) talk.speak(round, member, members);
  const answered = talk.speak(ROUNDS + 1, chair, []);
  const { turns, attempts, silent, stances, stancesMissing } = talk;
  const started = Date.UTC(2026, 7, 1) + 60_000 * random.integer(0, 10_000);
  const took = attempts.reduce((sum, { milliseconds }) => sum + (milliseconds ?? 0), 0);
  return {
    debate: debateIdOf(trial, arm),
    trial,
    arm,
    scenario: id,
    topic: scenario.topic,
    motion: scenario.motion,
    ensemble: table.ensemble,
    format,
    repetition,
    seed,
    status: silent.length === 0 ? 'complete' : 'incomplete',
    reasons: silent.map(({ seat, round }) => `${seat} was silent in round ${round} (made up)`),
    members,
    chair,
    turnsAsked: ROUNDS * members.length + 1,
    turns: turns.filter(({ round }) => round <= ROUNDS),
    attempts,
    silent,
    cutOff: 0,
    stances,
    stancesMissing,
    answer: answered
      ? {
          recommendation: `A made-up recommendation on "${scenario.motion}"`,
          strongestObjection: 'A made-up objection.',
          dissent: happens(0.5, random) ? 'A made-up dissent.' : '',
        }
      : null,
    startedAt: new Date(started).toISOString(),
    endedAt: new Date(started + Math.round(took)).toISOString(),
  };
}

function seatsOf({ arm, table }: MadeTrialOfArm, options: MadeOptions): { members: Speaker[]; chair: Speaker } {
  const modelAt = (place: number): string =>
    options.oneModel || arm !== 'ensemble' ? MADE_MODEL.model : (table.models[place % table.models.length] ?? '');
  const seat = (place: number, persona: string, stance: Speaker['stance'], plain: string): Speaker => {
    const model = modelAt(place);
    const isPlain = arm !== 'ensemble';
    return {
      seat: seatSchema.parse(isPlain ? `baseline-${plain.toLowerCase().replaceAll(' ', '-')}` : persona),
      name: isPlain ? plain : entry(content.personas, persona).name,
      persona: isPlain ? null : persona,
      model,
      family: MADE_FAMILIES[model] ?? 'unknown',
      stance,
    };
  };
  return {
    members: table.personas.map((persona, place) =>
      seat(place, persona, place % 2 === 0 ? 'for' : 'against', `Speaker ${place + 1}`),
    ),
    chair: seat(0, CHAIR, 'none', 'Chair'),
  };
}

/** What is said in one debate, turn by turn. */
class Talk {
  readonly turns: DebateRow['turns'] = [];
  readonly attempts: DebateRow['attempts'] = [];
  readonly silent: DebateRow['silent'] = [];
  readonly stances: DebateRow['stances'] = [];
  stancesMissing = 0;
  readonly #random: Random;
  readonly #options: MadeOptions;

  constructor(random: Random, options: MadeOptions) {
    this.#random = random;
    this.#options = options;
  }

  /** @returns whether a valid turn came of it */
  speak(round: number, speaker: Speaker, members: readonly Speaker[]): boolean {
    const random = this.#random;
    const { seat } = speaker;
    // A debate has five turns or more, any of which can be the one that it lacks.
    const isSilent = happens(this.#options.incomplete / 5, random);
    const rejected = isSilent ? 3 : happens(0.12, random) ? random.integer(1, 2) : 0;
    const reason = REASONS[random.integer(0, REASONS.length - 1)] ?? 'empty';
    for (let attempt = 1; attempt <= rejected; attempt += 1) this.#attempt(round, speaker, attempt, reason);
    if (isSilent) {
      this.silent.push({ round, seat, reason });
      return false;
    }
    const { text, words } = this.#attempt(round, speaker, rejected + 1, null);
    this.turns.push({ round, seat, text, words });
    if (members.length > 0) this.#stand(round, speaker, members);
    return true;
  }

  #attempt(round: number, { seat, name }: Speaker, attempt: number, rejected: Rejection | null) {
    const random = this.#random;
    const words = Math.max(20, Math.round(80 + 15 * normal(random)));
    const text = `These words of ${name} are made up: ${'word '.repeat(words - 7).trim()}.`;
    const promptTokens = 400 + 120 * this.turns.length;
    const completionTokens = Math.round(1.3 * words);
    const made: DebateRow['attempts'][number] = {
      round,
      seat,
      attempt,
      rejected,
      detail: rejected === null ? '' : 'made up',
      finishReason: rejected === 'cut-by-length' ? 'length' : 'stop',
      text,
      words,
      thinkingWords: 0,
      promptTokens,
      completionTokens,
      serverMilliseconds: promptTokens * 2 + completionTokens * 18,
      milliseconds: promptTokens * 2 + completionTokens * 18 + random.integer(1, 9),
      seed: random.integer(0, 1_000_000),
    };
    this.attempts.push(made);
    return made;
  }

  #stand(round: number, { seat, stance }: Speaker, members: readonly Speaker[]): void {
    const random = this.#random;
    if (happens(0.05, random)) {
      this.stancesMissing += 1;
      return;
    }
    const last = this.stances.findLast((one) => one.seat === seat);
    const others = members.filter((member) => member.seat !== seat);
    const moved = last !== undefined && happens(0.3, random);
    const from = last?.stance ?? (stance === 'for' ? 2 : -2);
    const by: Seat | null = moved ? (others[random.integer(0, others.length - 1)]?.seat ?? null) : null;
    this.stances.push({
      round,
      seat,
      stance: moved ? Math.max(-3, Math.min(3, from + (happens(0.8, random) ? -Math.sign(from) : 1))) : from,
      confidence: random.integer(30, 95) / 100,
      movedBy: moved && happens(0.85, random) ? by : null,
      because: 'made up',
      promptTokens: 40,
      completionTokens: 20,
      milliseconds: 400,
    });
  }
}
