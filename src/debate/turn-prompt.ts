import type { FilledText, Prompts } from '../content/prompts.ts';
import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import type { TemplateName } from '../content/template-values.ts';
import type { DebatePlan, Member, Person, PlannedRound } from './plan.ts';
import { addressedBy, answerTurn } from './turns.ts';
import type { PutQuestion, SpokenTurn } from './view.ts';

/** Who is asked for what. */
export interface TurnTask {
  readonly speaker: Member;
  /** Name of the template of the task. */
  readonly template: string;
  readonly words: number;
  /** Who is asked or answered; undefined for nobody in particular. */
  readonly target: Member | undefined;
  /** What the audience asked so far. */
  readonly questions: readonly PutQuestion[];
  /** The round in which it is done; one after the last is the answer's. */
  readonly round: number;
}

/** What a speaker gets to read of the debate so far: `digested` turns in short, then `whole` ones word for word. */
export interface TurnsToRead {
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

/** The template of a member's own answer. */
const MEMBER_ANSWER = 'member-answer' satisfies TemplateName;

export function promptParts(plan: DebatePlan, task: TurnTask, turns: TurnsToRead, prompts: Prompts): PromptParts {
  const { scenario } = plan;
  const background =
    scenario.background === ''
      ? prompts.fill('no-background', {})
      : prompts.fill('background', { background: scenario.background });
  return {
    rules: prompts.join([
      prompts.fill('rules', { motion: scenario.motion, background, roster: rosterOf(plan) }),
      ...(plan.instruction === null ? [] : [prompts.fillInstruction(plan.instruction)]),
    ]),
    transcript: transcript(turns, task.questions, prompts),
    speaker: prompts.join([
      speakerText(task.speaker, plan.voice, prompts),
      prompts.fill(`stance-${task.speaker.stance}`, { motion: scenario.motion }),
    ]),
    task: taskText(task, prompts),
  };
}

/**
 * A turn's prompt in the order in which servers can reuse what they have read: first what all turns share (rules, motion, roster), then
 * the transcript in the order spoken, and last what is this speaker's alone (persona, stance, task).
 */
export function turnPrompt(plan: DebatePlan, task: TurnTask, turns: TurnsToRead, prompts: Prompts): RenderedPrompt {
  const parts = promptParts(plan, task, turns, prompts);
  return prompts.prompt([
    { role: 'system', content: parts.rules },
    { role: 'user', content: prompts.join([parts.transcript, parts.speaker, parts.task]) },
  ]);
}

/** The task of a member in a round. */
export function roundTask(
  plan: DebatePlan,
  round: PlannedRound,
  speaker: Member,
  questions: readonly PutQuestion[] = [],
): TurnTask {
  const { task: template, words, number } = round;
  return { speaker, template, words, target: addressedBy(plan, round, speaker), questions, round: number };
}

/** The chair's task after the last round. */
export function answerTask(plan: DebatePlan, questions: readonly PutQuestion[] = []): TurnTask {
  const { template, words } = plan.format.answer;
  return { speaker: plan.chair, template, words, target: undefined, questions, round: answerTurn(plan).round };
}

/**
 * A member's task when the debate has its answer: one of its own, as long as the chair's and after the same words. Whatever side it was given to
 * argue, here it has none.
 */
export function memberAnswerTask(plan: DebatePlan, member: Member, questions: readonly PutQuestion[] = []): TurnTask {
  const { by, words } = plan.format.answer;
  const drafted = plan.rounds.findLast(({ writes }) => writes === 'answer')?.words;
  return {
    ...answerTask(plan, questions),
    speaker: { ...member, stance: 'none' },
    template: MEMBER_ANSWER,
    words: by === 'choosing' ? (drafted ?? words) : words,
  };
}

function taskText({ template, words, target, questions, round }: TurnTask, prompts: Prompts): FilledText {
  const task = prompts.fillTask(template, words, target && labelOf(target));
  const asked = questions.some((question) => question.round === round);
  return asked ? prompts.join([task, prompts.fill('task-audience', {})]) : task;
}

function rosterOf(plan: DebatePlan): string {
  return plan.members.map(labelOf).join(', ');
}

/** A member as others read of it. */
export function labelOf({ name, stance }: Member | Person): string {
  return stance === 'none' ? name : `${name} (${stance})`;
}

function transcript({ digested, whole }: TurnsToRead, questions: readonly PutQuestion[], prompts: Prompts): FilledText {
  if (digested.length + whole.length + questions.length === 0) return prompts.fill('transcript-empty', {});
  const values = (turn: SpokenTurn) => ({ speaker: labelOf(turn.speaker), round: String(turn.round) });
  const spoken = whole.map((turn) => ({
    round: turn.round,
    text: prompts.fill('transcript-turn', { ...values(turn), text: turn.text }),
  }));
  const asked = questions.map(({ round, text }) => ({
    round,
    text: prompts.fill('transcript-question', { round: String(round), text }),
  }));
  // A stable sort: what was asked before a round stands before what was said in it.
  const parts = [...asked, ...spoken].sort((left, right) => left.round - right.round).map(({ text }) => text);
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
