import path from 'node:path';
import { expect } from 'vitest';
import { deriveSeed, type Random, seededRandom } from '../../src/core/random.ts';
import { debateEventSchema, isRecorded } from '../../src/debate/events.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Chunk, GOOD_MANNER, type Manner, MODELS, startChunkedOllama } from './chunked-ollama.ts';
import { DebateChild } from './debate-child.ts';
import { type DebateTask, planOf } from './debate-task.ts';
import { faultSeed } from './fault-seed.ts';
import { finished, settledSeeds, storedDebate, timeless } from './stored-debate.ts';

const SEED = faultSeed();
/** Of one debate: while words come, and while an event is being stored. */
const KILLS = { words: 7, storing: 3 };

/** So many debates are tried until one has what it is to have, which chance decides. */
const SEEDS = 20;

export interface Case {
  readonly name: string;
  readonly plan: Omit<DebateTask['plan'], 'seed' | 'models'>;
  readonly manner?: Partial<Manner>;
  readonly atOnce?: number;
  /** What its log must hold, so that it tests what it says. */
  readonly holds: string;
}

/** Where a debate is killed. Each place comes up once. */
interface Points {
  /** By the number of the piece, over all calls of a debate that nobody kills. */
  readonly words: Set<number>;
  /** By the number of the event. */
  readonly storing: Set<number>;
}

interface Outcome {
  readonly events: Awaited<ReturnType<typeof storedDebate>>;
  /** The pieces that were sent, in order. */
  readonly chunks: readonly Chunk[];
  readonly kills: number;
  /** Calls that were made although the log already held what they led to. */
  readonly needless: readonly number[];
}

/** Runs a debate in one process after the other until it ends. @param numberOf the number of a piece, as `points` has it */
async function run(
  { plan: options, manner, atOnce = 1 }: Case,
  seed: number,
  points: Points = { words: new Set(), storing: new Set() },
  numberOf: (chunk: Chunk) => number = () => -1,
): Promise<Outcome> {
  const chunks: Chunk[] = [];
  const needless: number[] = [];
  let kills = 0;
  let settled: ReadonlySet<number> = new Set();
  let child: DebateChild | undefined;
  const kill = async (): Promise<void> => {
    if ((await child?.kill()) === true) kills += 1;
  };
  const server = await startChunkedOllama(
    { ...GOOD_MANNER, ...manner },
    (called) => {
      if (settled.has(called)) needless.push(called);
    },
    async (chunk) => {
      if (child?.killed === true) return;
      chunks.push(chunk);
      if (points.words.delete(numberOf(chunk))) await kill();
    },
  );
  const database = `sqlite://${path.join(await temporaryFolder(), 'debate.sqlite')}`;
  const task: DebateTask = {
    address: server.address,
    database,
    atOnce,
    plan: { ...options, seed, models: [MODELS[0], MODELS[1]] },
  };
  const plan = planOf(task);
  const onSaid = (line: string): void => {
    const storing = /^storing (\d+)$/.exec(line)?.[1];
    if (storing !== undefined && points.storing.delete(Number(storing))) void kill();
  };
  // The next process starts while this one runs: starting takes longer than most of them live.
  let next = new DebateChild(task, onSaid);
  for (;;) {
    child = next;
    await child.begin();
    next = new DebateChild(task, onSaid);
    const done = await child.done;
    const events = await storedDebate(database, plan);
    settled = settledSeeds(events, plan);
    // One that was told to die may have stored more before it did.
    for (const passed of [...points.storing].filter((number) => number < events.length)) {
      points.storing.delete(passed);
      let later = events.length;
      while (points.storing.has(later)) later += 1;
      points.storing.add(later);
    }
    if (!done) continue;
    await next.kill();
    // Each run has a server of its own, and errors name it.
    const named = events.map((event) =>
      debateEventSchema.parse(JSON.parse(JSON.stringify(event).replaceAll(server.address, 'the server'))),
    );
    return { events: named.filter(isRecorded), chunks, kills, needless };
  }
}

/** So many different whole numbers from 0 to below `count`. */
function draw(random: Random, count: number, many: number): Set<number> {
  return new Set(random.shuffle(Array.from({ length: count }, (_, place) => place)).slice(0, many));
}

/** The events of turns that run at the same time come in any order: here each turn's stand together. */
function turnByTurn(events: readonly unknown[]): unknown[] {
  const keyOf = (event: unknown): string => JSON.stringify(Object(event).turn ?? '');
  return [...events].sort((left, right) => keyOf(left).localeCompare(keyOf(right)));
}

/** A debate that nobody kills, of a seed with which it has what it is to have. */
async function undisturbed(one: Case): Promise<{ readonly seed: number; readonly whole: Outcome }> {
  for (let attempt = 0; attempt < SEEDS; attempt += 1) {
    const seed = deriveSeed(SEED, 'debate', one.name, attempt);
    const whole = await run(one, seed);
    if (JSON.stringify(whole.events).includes(one.holds)) return { seed, whole };
  }
  throw new Error(`No debate of ${SEEDS} had ${one.holds}`);
}

/**
 * Runs a debate twice, the second time killed again and again, and holds the two against each other. Its name is part of what the random
 * choices are made from.
 */
export async function expectUndisturbed(one: Case): Promise<void> {
  const { seed, whole } = await undisturbed(one);
  const random = seededRandom(deriveSeed(SEED, 'points', one.name));
  const numbers = new Map(whole.chunks.map((chunk, number) => [`${chunk.seed} ${chunk.place}`, number]));
  const points = {
    words: draw(random, whole.chunks.length, KILLS.words),
    // Not the very last ones: where one is missed, a later one takes its place.
    storing: draw(random, whole.events.length - 5, KILLS.storing),
  };
  const planned = `${[...points.words]} of ${whole.chunks.length} pieces, ${[...points.storing]} of ${whole.events.length} events`;
  const killed = await run(one, seed, points, (chunk) => numbers.get(`${chunk.seed} ${chunk.place}`) ?? -1);
  process.stdout.write(`FAULT_SEED=${SEED}, ${one.name}: killed ${killed.kills} times, at ${planned}\n`);

  expect(killed.kills).toBe(KILLS.words + KILLS.storing);
  expect(killed.needless).toEqual([]);
  expect(new Set(finished(killed.events)).size).toBe(finished(killed.events).length);
  const order = one.atOnce === undefined ? (events: unknown[]) => events : turnByTurn;
  expect(order(timeless(killed.events))).toEqual(order(timeless(whole.events)));
}
