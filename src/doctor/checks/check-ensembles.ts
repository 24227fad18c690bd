import { type Content, type Ensemble, isModelChoice } from '../../content/schema.ts';
import { choosePanel, type JudgeSeat } from '../../judge/panel.ts';
import type { ModelInfo } from '../../models/port/chat-model.ts';
import { tooShortToThink } from '../../trial/thinking-room.ts';
import { ThinkingTooLongError } from '../../trial/thinking-too-long-error.ts';
import { withWorkingMemory } from '../../trial/working-memory.ts';
import { castOf } from '../cast.ts';
import { type Finding, gigabytes, UNTRIED } from '../finding.ts';
import type { Memory } from './check-memory.ts';

/** What ensembles can be cast on. */
export interface AtHand {
  /** Smallest first. */
  readonly models: readonly ModelInfo[];
  /** Undefined where the models are on other machines. */
  readonly memory: Memory | undefined;
  /** Some server is Ollama, so that what is missing can be fetched. */
  readonly canPull: boolean;
}

/** How many ensembles are ready, then each of them, those that are ready first. */
export function checkEnsembles(content: Content, atHand: AtHand): Finding[] {
  const ready: Finding[] = [];
  const others: Finding[] = [];
  for (const ensemble of content.ensembles.values()) {
    const { members, chair, baseline, judges } = ensemble;
    const debating = castOf([...members.map(({ model }) => model), chair.model, baseline], atHand.models);
    const named = castOf(judges.filter(isModelChoice), atHand.models);
    if (!debating.whole || !named.whole) {
      const missing = [...new Set([...debating.missing, ...named.missing])];
      others.push(notReady(ensemble, missing, content, atHand.canPull));
      continue;
    }
    const tooLong = thinksTooLong(ensemble, debating.found);
    if (tooLong !== undefined) others.push(tooLong);
    else ready.push(checkReady(ensemble, debating.found, content, atHand));
  }
  const says = `${ready.length} of ${content.ensembles.size} are ready`;
  return [{ name: 'Ensembles', status: 'ok', says }, ...ready, ...others];
}

/** What it needs, and whether others judge than those that debate. */
function checkReady(
  { id, judges }: Ensemble,
  debating: readonly ModelInfo[],
  { families }: Content,
  { models, memory }: AtHand,
): Finding {
  const panel = choosePanel(judges, { models, debating, families, host: '' });
  const judging = models.filter(({ name }) => panel.some(({ model }) => model === name));
  const largest = Math.max(...[...debating, ...judging].map(({ bytes = 0 }) => withWorkingMemory(bytes)));
  const doubts: { readonly says: string; readonly advice: string }[] = [];
  if (panel.some(({ sameFamily }) => sameFamily)) {
    doubts.push({
      says: 'The panel is of a family that debates, or may be.',
      advice: 'Judges favour their own family, and the cards will say so: fetch a model of another family.',
    });
  }
  if (memory !== undefined && largest > memory.free) {
    doubts.push({
      says: `The largest needs more than the ${gigabytes(memory.free)} that are free.`,
      advice: 'Unless a graphics card holds it, it may fail or crawl: free memory, or take smaller models.',
    });
  }
  const says = [
    `ready on ${debating.map(({ name }) => name).join(', ')}, judged by ${wordsFor(panel)}.`,
    memoryWords(debating, judging, largest),
    ...doubts.map((doubt) => doubt.says),
  ].join(' ');
  if (doubts.length === 0) return { name: nameOf(id), status: 'ok', says };
  return { name: nameOf(id), status: 'warning', says, advice: doubts.map(({ advice }) => advice).join('\n') };
}

/** Where no debate could be held although the models are there. */
function thinksTooLong({ id, thinkingTokens }: Ensemble, debating: readonly ModelInfo[]): Finding | undefined {
  const short = tooShortToThink(thinkingTokens, debating);
  if (short === undefined) return undefined;
  const { says, advice } = new ThinkingTooLongError(id, short, thinkingTokens);
  return { name: nameOf(id), status: 'warning', says: `not ready: ${says}`, advice };
}

function notReady(
  { id, memoryGigabytes }: Ensemble,
  missing: readonly string[],
  { models }: Content,
  canPull: boolean,
): Finding {
  const name = nameOf(id);
  if (missing.length === 0) {
    return { name, status: 'warning', says: 'takes the chat models that there are, and there is none' };
  }
  const listed = missing.flatMap((tag) => models.get(tag) ?? []);
  const size = listed.reduce((sum, { gigabytes: one = 0 }) => sum + one, 0);
  const untried = listed.filter(({ run }) => run === 'not run here').length;
  const facts = [
    missing.length === 1 ? 'one model is missing' : `${missing.length} models are missing`,
    ...(size === 0 ? [] : [`${size.toFixed(1)} GB to fetch`]),
    ...(untried === 0 ? [] : [untried === missing.length ? UNTRIED : `${untried} of them ${UNTRIED}`]),
    ...(memoryGigabytes === undefined ? [] : [`chosen for ${memoryGigabytes} GB of memory`]),
  ];
  if (!canPull) {
    const advice = `Serve them under these names, or name an Ollama that has them: ${missing.join(', ')}`;
    return { name, status: 'warning', says: `not ready: ${facts.join(', ')}`, advice };
  }
  const commands = missing.map((tag) => `ollama pull ${tag}`);
  return {
    name,
    status: 'warning',
    says: `not ready: ${facts.join(', ')}`,
    commands,
  };
}

function nameOf(id: string): string {
  return `Ensemble ${id}`;
}

function wordsFor(panel: readonly JudgeSeat[]): string {
  return panel.map(({ model, family }) => `${model} (family ${family})`).join(', ');
}

/** Debaters and judges work one after the other; within each, those that fit stay loaded together. */
function memoryWords(debating: readonly ModelInfo[], judging: readonly ModelInfo[], largest: number): string {
  if ([...debating, ...judging].some(({ bytes }) => bytes === undefined)) return 'The server does not tell its size.';
  const together = (models: readonly ModelInfo[]): number =>
    withWorkingMemory(models.reduce((sum, { bytes = 0 }) => sum + bytes, 0));
  const most = Math.max(together(debating), together(judging));
  if (most === largest) return `About ${gigabytes(most)} of memory.`;
  return `About ${gigabytes(most)} of memory, or ${gigabytes(largest)} with the models loaded in turns.`;
}
