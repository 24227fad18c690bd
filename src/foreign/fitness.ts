import { z } from 'zod';
import type { Answer } from '../debate/events.ts';
import { splitThinking } from '../debate/split-thinking.ts';
import type { Candidate } from '../debate/validity/finding.ts';
import { findBrokenSentence, findCut, findNoWords } from '../debate/validity/unfinished.ts';
import { isErrorText } from './error-text.ts';
import type { ForeignDebate, ForeignTurn } from './foreign-debate.ts';
import { type Part, partOf } from './roles.ts';

/** Why a turn of others is none: by the detectors for our own, and what only files of others hold. */
export const turnFaultSchema = z.enum([
  'thinking-never-closed',
  'empty-after-thinking',
  'empty',
  'cut-by-length',
  /** A program's message stands where the words should be. */
  'error-text',
  /** Its entry has not what a turn needs. */
  'unreadable',
]);
export type TurnFault = z.infer<typeof turnFaultSchema>;

/** Why a debate of others is none. */
export const debateFaultSchema = z.enum([
  /** Nobody says what is debated. */
  'no-topic',
  'no-valid-turn',
  /** Fewer than two sides have a valid turn. */
  'one-side',
]);
export type DebateFault = z.infer<typeof debateFaultSchema>;

/** A turn with what was found of it. */
export interface CheckedTurn {
  readonly turn: ForeignTurn;
  readonly part: Part;
  /** Without thinking, trimmed. */
  readonly text: string;
  /** Undefined for a valid turn. */
  readonly fault: TurnFault | undefined;
  /** What was seen; empty for a valid turn. */
  readonly detail: string;
}

/** What a debate ended with, and what was found of it: by the same detectors as turns. */
export interface CheckedAnswer {
  /** Without thinking; undefined where it is none. */
  readonly answer: Answer | undefined;
  readonly fault: TurnFault | undefined;
  readonly detail: string;
}

export interface CheckedDebate {
  readonly debate: ForeignDebate;
  readonly turns: readonly CheckedTurn[];
  /** Undefined where the file has none. */
  readonly answer: CheckedAnswer | undefined;
  /** Undefined for a debate that is fit to be judged. */
  readonly fault: DebateFault | undefined;
}

/** How files say that an answer was broken off. */
const BROKEN_OFF = /^(?:length|max_?tokens|max_?length|truncated|cut|incomplete|error|content_?filter)$/i;

/**
 * Tells whether a debate of others is fit to be judged: at least two sides have a valid turn. Sides are those for and against a motion where
 * roles say so, else every speaker is one; moderators are none, and neither are judges, whose words are a verdict.
 */
export function checkFitness(debate: ForeignDebate): CheckedDebate {
  const parts = partsOf(debate.turns);
  const turns = debate.turns.map(
    (turn, place): CheckedTurn => ({ ...checkWords(turn, 'speech'), turn, part: parts[place] ?? partOf(turn.role) }),
  );
  const sides = new Set(
    turns.flatMap(({ part, fault }) => (part.kind === 'side' && fault === undefined ? [part.side] : [])),
  );
  return { debate, turns, answer: debate.answer && checkAnswer(debate.answer), fault: faultOf(debate, sides.size) };
}

/** Everybody's part; where all have one role that is no side of a motion (`assistant`), their models tell them apart. */
function partsOf(turns: readonly ForeignTurn[]): Part[] {
  const parts = turns.map(({ role }) => partOf(role));
  const sides = new Set(parts.flatMap((part) => (part.kind === 'side' ? [part.side] : [])));
  if (sides.size !== 1 || sides.has('for') || sides.has('against')) return parts;
  return parts.map((part, place) =>
    part.kind === 'side' ? { ...part, side: `${part.side} ${turns[place]?.model ?? ''}`.trim() } : part,
  );
}

function faultOf({ topic }: ForeignDebate, sides: number): DebateFault | undefined {
  if (sides === 0) return 'no-valid-turn';
  if (sides === 1) return 'one-side';
  return topic === null ? 'no-topic' : undefined;
}

function checkAnswer(given: Answer): CheckedAnswer {
  const { recommendation, strongestObjection, dissent } = given;
  const kind = strongestObjection === '' ? 'speech' : 'answer';
  const { text, fault, detail } = checkWords({ text: recommendation, role: '', finishReason: null }, kind);
  const said = (words: string): string => splitThinking(words).text;
  const answer = { recommendation: text, strongestObjection: said(strongestObjection), dissent: said(dissent) };
  return { answer: fault === undefined ? answer : undefined, fault, detail };
}

/** @param kind `answer` for words whose form says that they are whole */
function checkWords(
  { text: raw, role, finishReason }: Pick<ForeignTurn, 'text' | 'role' | 'finishReason'>,
  kind: Candidate['kind'],
): Pick<CheckedTurn, 'text' | 'fault' | 'detail'> {
  const { text, thinking, open } = splitThinking(raw);
  if (isErrorText(text)) return { text, fault: 'error-text', detail: text.slice(0, 80) };
  const candidate: Candidate = {
    kind,
    motion: '',
    given: '',
    speaker: { name: role },
    table: [],
    text,
    onlyThought: text === '' && thinking !== '',
    thinkingOpen: open,
    finishReason: finishReason !== null && BROKEN_OFF.test(finishReason) ? 'length' : 'stop',
    before: [],
  };
  for (const detector of DETECTORS) {
    const finding = detector(candidate);
    const fault = turnFaultSchema.safeParse(finding?.reason);
    if (finding !== undefined && fault.success) return { text, fault: fault.data, detail: finding.detail };
  }
  return { text, fault: undefined, detail: '' };
}

/** What makes words no turn at all. What makes a turn a bad one (too short, off its role, a refusal) is left to the judge. */
const DETECTORS = [findNoWords, findCut, findBrokenSentence] as const;
