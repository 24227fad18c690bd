import { escapeMarkdown } from 'discord.js';
import { counted } from '../core/counted.ts';
import type { TrialEstimate, TrialSummary } from '../trial/service.ts';
import { timeWords } from './deadline-words.ts';
import { safeText } from './safe-text.ts';

/** One trial in one line; nothing in it changes how the lines of others look. */
export function describeTrial(summary: TrialSummary): string {
  const { plan, doing, until, startedAt } = summary;
  const when = startedAt > 0 ? `, <t:${Math.floor(startedAt / 1000)}:R>` : '';
  const title = escapeMarkdown(titleOf(summary));
  const end = until === null ? '' : `, until ${timeWords(until, startedAt)}`;
  return `\`${plan.trial}\` **${title}**${when}: ${doing}${end}`;
}

/** One trial in a list that autocompletes. */
export function trialChoice(summary: TrialSummary): { name: string; value: string } {
  return { name: `${summary.plan.trial}: ${titleOf(summary)}`, value: summary.plan.trial };
}

function titleOf({ plan, hidden }: TrialSummary): string {
  return hidden ? 'taken off view' : safeText(plan.ensemble.scenario.title);
}

const ESTIMATE_BEGINS = 'It runs on ';

/** What a trial will need, said before it starts. */
export function describeEstimate(estimate: TrialEstimate): string {
  const { engine, caution, memoryBytes, milliseconds, memberAnswers, warnings } = estimate;
  const [memory, guess] =
    memoryBytes === undefined
      ? ['', 'a mere guess: the models’ size is not known']
      : [`about ${size(memoryBytes)} of memory and `, 'guessed from the models’ size, without a graphics card'];
  return [
    `${ESTIMATE_BEGINS}${engine} and takes ${memory}roughly ${minutes(milliseconds)} until the ballot opens (${guess}).`,
    ...(memberAnswers === undefined ? [] : [memberAnswersWords(memberAnswers)]),
    ...warnings.map((warning) => `⚠️ ${warning}`),
    caution,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function memberAnswersWords({ calls, scores, milliseconds }: NonNullable<TrialEstimate['memberAnswers']>): string {
  const judged = scores === 0 ? '' : ` and ${counted(scores, 'score')} by the judge`;
  return `Of that roughly ${minutes(milliseconds)} for the members’ own answers: ${counted(calls, 'call')}${judged}, beside those that the single model matches.`;
}

/** Whether an answer of the bot is such an estimate: then the debate follows. */
export function isEstimate(text: string): boolean {
  return text.startsWith(ESTIMATE_BEGINS);
}

function size(bytes: number): string {
  return bytes < 1e9 ? `${Math.max(1, Math.round(bytes / 1e6))} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

function minutes(milliseconds: number): string {
  const rounded = Math.max(1, Math.round(milliseconds / 60_000));
  return rounded === 1 ? 'a minute' : `${rounded} minutes`;
}
