import { systemClock } from '../../src/core/clock.ts';
import { sha256 } from '../../src/core/hash.ts';
import { debateIdOf } from '../../src/core/ids.ts';
import { createLog } from '../../src/core/log.ts';
import { debateEventSchema } from '../../src/debate/events.ts';
import { OllamaHost } from '../../src/models/ollama/ollama-host.ts';
import { PooledHost } from '../../src/models/pool/pooled-host.ts';
import type { EventLog } from '../../src/store/event-log.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';
import { TypedStream } from '../../src/store/typed-stream.ts';
import { layOutStudy, type StudyLayout } from '../../src/study/plan/lay-out-study.ts';
import { studyPlanSchema } from '../../src/study/plan/study-plan.ts';
import { runStudy } from '../../src/study/run/run-study.ts';
import { StudyRecord } from '../../src/study/run/study-record.ts';
import { runKey } from '../../src/study/run/study-run.ts';
import { trialEventSchema } from '../../src/trial/events.ts';
import { content, prompts } from '../support/content.ts';
import { debating, saying, wordsOfDebater, writeTurn } from '../support/debating-ollama.ts';
import {
  type Asked,
  answer,
  type Handler,
  type ScriptedOllama,
  startScriptedOllama,
} from '../support/scripted-ollama.ts';

const log = createLog('silent');
const clock = systemClock;

/** How a server of a worker can be made to take long. */
export interface Pace {
  /** Waits with the answer to a turn; absent: answers at once. */
  before(body: Asked['body']): Promise<void> | void;
}

/**
 * A scripted server whose words and scores depend on what it is asked alone, so that they are the same whichever worker asks.
 * @param digest of its model's weights
 */
export function startServer(pace?: Pace, digest = 'd1'): Promise<ScriptedOllama> {
  const turn: Handler = async (body, response) => {
    await pace?.before(body);
    if (!response.destroyed) writeTurn(response, wordsOfDebater(body));
  };
  const choose: Handler = (body, response) => {
    const text = JSON.stringify(body);
    const digit = Number.parseInt(sha256(text).slice(0, 8), 16);
    const two = text.includes('the digit 1 or 2');
    return saying(String((digit % (two ? 2 : 7)) + 1))(body, response);
  };
  const details = { family: 'Qwen3', parameter_size: '8.2B' };
  const tags: Handler = (_, response) =>
    answer(response, { models: [{ name: 'thinker:8b', size: 5e9, digest, details }] });
  return startScriptedOllama({ ...debating(turn, choose), '/api/tags': tags });
}

export const plan = studyPlanSchema.parse({
  id: 'small',
  title: 'A small study',
  about: 'Six trials in two arms, for trying out many machines.',
  scenarios: [...content.scenarios.keys()].slice(0, 6),
  ensembles: ['pocket'],
  everySeat: { name: 'thinker:8b' },
  formats: ['proponent-opponent'],
  rounds: 1,
  arms: ['ensemble', 'baseline'],
  seed: 11,
  judges: [{ pick: 'others' }],
  judged: ['debate', 'answer', 'pair'],
  analysis: { primary: { of: 'debate', score: 'overall' } },
});

function hostOf({ address }: ScriptedOllama): PooledHost {
  return new PooledHost([{ host: new OllamaHost(address), concurrency: 1 }], {
    clock,
    log,
    silenceMilliseconds: 60_000,
  });
}

export async function layOut(server: ScriptedOllama): Promise<StudyLayout> {
  const host = hostOf(server);
  const picked = { host, goodFor: '', betterModels: '', caution: '' };
  return layOutStudy(plan, { content, prompts, picked, models: await host.list(), audited: async (seats) => seats });
}

/** Begins the study in a store, as its command does before the first run. */
export async function begin(layout: StudyLayout, events: EventLog): Promise<StudyRecord> {
  const record = await StudyRecord.open(events, plan);
  const sitting = {
    program: '0',
    node: '0',
    platform: 'tests',
    processor: 'any',
    cores: 1,
    memory: 0,
    engine: 'scripted',
    engineVersion: null,
  };
  await record.begin(layout, sitting, events);
  return record;
}

/** What came of the study, without what depends on the machine, and how many calls it took. */
export interface Outcome {
  readonly debates: Readonly<Record<string, readonly unknown[]>>;
  readonly scores: Readonly<Record<string, readonly unknown[]>>;
}

const MACHINES = new Set(['milliseconds', 'usage', 'server', 'until']);
const withoutMachine = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, each) => (MACHINES.has(key) ? undefined : each)));

/** All that a study's trials hold, in order. A turn that was cut off began more than once: its beginning counts once. */
export async function outcomeOf(events: EventLog, layout: StudyLayout): Promise<Outcome> {
  const debates: Record<string, unknown[]> = {};
  const scores: Record<string, unknown[]> = {};
  for (const run of layout.runs) {
    if (run.type === 'judging') {
      const stream = await TypedStream.open(events, `trial/${run.trial}`, trialEventSchema);
      scores[run.trial] = stream.events.slice(1).map(withoutMachine);
      continue;
    }
    const stream = await TypedStream.open(events, `debate/${debateIdOf(run.trial, run.arm)}`, debateEventSchema);
    const said = stream.events.map((event) => JSON.stringify(withoutMachine(event)));
    debates[runKey(run)] = said.filter((text, place) => !text.includes('"turn-start"') || said.indexOf(text) === place);
  }
  return { debates, scores };
}

/** The same study in one process, as it is without a queue. */
export async function runInOneProcess(): Promise<{ readonly outcome: Outcome; readonly calls: number }> {
  const server = await startServer();
  const layout = await layOut(server);
  const events = await openEventLog({ address: 'memory://', log, clock });
  const host = hostOf(server);
  const record = await begin(layout, events);
  await runStudy(
    {
      record,
      runs: layout.runs,
      atOnce: 1,
      failuresInARow: 1,
      deps: { events, model: (name, group) => host.open(name, { group }), prompts, clock, atOnce: 1 },
      log,
      tell: () => {},
    },
    new AbortController().signal,
  );
  return { outcome: await outcomeOf(events, layout), calls: callsTo(server) };
}

/** How many times a server's models were asked for words or a choice. */
export function callsTo(...servers: readonly ScriptedOllama[]): number {
  return servers.flatMap(({ asked }) => asked).filter(({ path }) => path === '/api/chat' || path === '/api/generate')
    .length;
}
