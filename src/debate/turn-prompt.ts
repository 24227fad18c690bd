import type { FilledText, Prompts } from '../content/prompts.ts';
import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import type { DebatePlan, Member, PlannedRound } from './plan.ts';
import { addressedBy } from './turns.ts';
import type { SpokenTurn } from './view.ts';

/** Who is asked for what. */
export interface TurnTask {
  readonly speaker: Member;
  /** Name of the template of the task. */
  readonly template: string;
  readonly words: number;
  /** Who is asked or answered; undefined for nobody in particular. */
  readonly target: Member | undefined;
}

/** What a speaker gets to read of the debate so far: `digested` turns in short, then `whole` ones word for word. */
export interface Reading {
  readonly digested: readonly SpokenTurn[];
  readonly whole: readonly SpokenTurn[];
}

/** What a turn's prompt is made of. */
export interface PromptParts {
  /** What all turns of a debate share: rules, motion, roster. */
  readonly rules: FilledText;
  readonly transcript: FilledText;
  /** What is this speaker's alone: persona and stance. */
  readonly speaker: FilledText;
  readonly task: FilledText;
}

export function promptParts(plan: DebatePlan, task: TurnTask, reading: Reading, prompts: Prompts): PromptParts {
  const { scenario } = plan;
  const background =
    scenario.background === ''
      ? prompts.fill('no-background', {})
      : prompts.fill('background', { background: scenario.background });
  return {
    rules: prompts.fill('rules', { motion: scenario.motion, background, roster: rosterOf(plan) }),
    transcript: transcript(reading, prompts),
    speaker: prompts.join([
      speakerText(task.speaker, plan.voice, prompts),
      prompts.fill(`stance-${task.speaker.stance}`, { motion: scenario.motion }),
    ]),
    task: prompts.fillTask(task.template, task.words, task.target && labelOf(task.target)),
  };
}

/**
 * A turn's prompt in the order in which servers can reuse what they have read: first what all turns share (rules, motion, roster), then
 * the transcript in the order spoken, and last what is this speaker's alone (persona, stance, task).
 */
export function turnPrompt(plan: DebatePlan, task: TurnTask, reading: Reading, prompts: Prompts): RenderedPrompt {
  const parts = promptParts(plan, task, reading, prompts);
  return prompts.prompt([
    { role: 'system', content: parts.rules },
    { role: 'user', content: prompts.join([parts.transcript, parts.speaker, parts.task]) },
  ]);
}

/** The task of a member in a round. */
export function roundTask(plan: DebatePlan, round: PlannedRound, speaker: Member): TurnTask {
  return { speaker, template: round.task, words: round.words, target: addressedBy(plan, round, speaker) };
}

/** The chair's task after the last round. */
export function answerTask(plan: DebatePlan): TurnTask {
  const { template, words } = plan.format.answer;
  return { speaker: plan.chair, template, words, target: undefined };
}

function rosterOf(plan: DebatePlan): string {
  return plan.members.map(labelOf).join(', ');
}

/** A member as others read of it. */
function labelOf({ name, stance }: Member): string {
  return stance === 'none' ? name : `${name} (${stance})`;
}

function transcript({ digested, whole }: Reading, prompts: Prompts): FilledText {
  if (digested.length + whole.length === 0) return prompts.fill('transcript-empty', {});
  const values = (turn: SpokenTurn) => ({ speaker: labelOf(turn.speaker), round: String(turn.round) });
  const parts = whole.map((turn) => prompts.fill('transcript-turn', { ...values(turn), text: turn.text }));
  if (digested.length > 0) {
    const lines = digested.map((turn) =>
      prompts.fill('transcript-digest-line', { ...values(turn), text: digestOf(turn.text) }),
    );
    parts.unshift(prompts.fill('transcript-digest', { lines: prompts.join(lines) }));
  }
  return prompts.fill('transcript', { turns: prompts.join(parts) });
}

function speakerText({ name, persona }: Member, voice: DebatePlan['voice'], prompts: Prompts): FilledText {
  if (persona === null) return prompts.fill('speaker-plain', { name });
  if (voice === 'brief') return prompts.fill('speaker-brief', { name, value: persona.values[0] ?? '' });
  return prompts.fill('speaker-persona', {
    name,
    expertise: persona.expertise.replace(/\.$/, ''),
    values: persona.values.join('; '),
    manner: persona.manner,
  });
}

/** A turn in short: its first sentence, or the first 240 characters of that. */
function digestOf(text: string): string {
  const sentence = /^[\s\S]*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
  return sentence.length <= 240 ? sentence : `${sentence.slice(0, 239)}…`;
}
