import { readConfig } from '../../config.ts';
import { loadContent } from '../../content/load-content.ts';
import type { Content } from '../../content/schema.ts';
import { systemClock } from '../../core/clock.ts';
import { canonicalHash } from '../../core/hash.ts';
import { createLog } from '../../core/log.ts';
import { ANSWER_SHAPE } from '../../debate/answer-shape.ts';
import { EmbeddedHost, type EngineSettings } from '../../models/embedded/embedded-host.ts';
import { fetchSmallModel } from '../../models/embedded/fetch-small-model.ts';
import type { ChatModel } from '../../models/port/chat-model.ts';
import { collectAnswer } from '../../models/port/collect-answer.ts';
import { PROJECT_ROOT } from '../../project-root.ts';
import type { LabelledTurn, Recipe } from './labelled-turn.ts';
import { TURNS_FILE } from './measure-validity.ts';
import { promptOf } from './prompt-of.ts';
import { readTurns } from './read-turns.ts';

/** Nothing can be said of a turn whose prompt is no longer the same. */
const CHANGED = 'its prompt was changed since';

type Made = LabelledTurn & { readonly made: Recipe };

/**
 * Has the small model write some of its turns again by their recipes, and says how many came out word for word. Where they differ, engine
 * or processor do.
 * @param most so many turns, spread over the set
 */
export async function writeAgain(
  process: Pick<NodeJS.Process, 'env' | 'stdout'>,
  most: number,
  signal: AbortSignal,
): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const config = readConfig({ LOG_LEVEL: 'error', ...process.env });
  const log = createLog(config.logLevel);
  const content = await loadContent(PROJECT_ROOT);
  // Who has just checked out the project has it from its tests already.
  const file = await fetchSmallModel(config.cacheFolder, { log, clock: systemClock, onProgress: () => {} }, signal);
  const made = (await readTurns(TURNS_FILE)).filter((turn): turn is Made => turn.made !== undefined);
  const chosen = made.filter(
    (_, place) => Math.floor((place * most) / made.length) !== Math.floor(((place - 1) * most) / made.length),
  );
  let same = 0;
  let asked = 0;
  for (const [settings, turns] of bySettings(chosen)) {
    const host = await EmbeddedHost.open(file, undefined, { log, clock: systemClock }, settings);
    try {
      for (const turn of turns) {
        const verdict = await compare(turn, await host.open(turn.made.model), content, signal);
        if (verdict === 'same') same += 1;
        if (verdict !== CHANGED) asked += 1;
        say(`${turn.id}: ${verdict}`);
      }
    } finally {
      await host.close();
    }
  }
  say(`${same} of ${asked} turns came out word for word.`);
}

/** Turns that one engine can write, together. */
function bySettings(turns: readonly Made[]): [EngineSettings, Made[]][] {
  const groups = new Map<string, [EngineSettings, Made[]]>();
  for (const turn of turns) {
    const { chat: markup, threads } = turn.made;
    const group = groups.get(`${markup} ${threads}`) ?? [{ markup, threads }, []];
    group[1].push(turn);
    groups.set(`${markup} ${threads}`, group);
  }
  return [...groups.values()];
}

async function compare(turn: Made, model: ChatModel, content: Content, signal: AbortSignal): Promise<string> {
  const { cut, seed, temperature, promptHash } = turn.made;
  const prompt = promptOf(turn, turn.made, content);
  if (canonicalHash(prompt.messages) !== promptHash) return CHANGED;
  const shape = turn.kind === 'answer' ? { shape: ANSWER_SHAPE } : {};
  const request = { prompt, maxTokens: cut, seed, temperature, ...shape };
  const { text } = await collectAnswer(model.stream(request, signal));
  signal.throwIfAborted();
  if (text === turn.text) return 'same';
  const place = [...text].findIndex((character, index) => character !== turn.text[index]);
  return `other words from character ${place < 0 ? text.length : place} on`;
}
