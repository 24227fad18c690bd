import { cleanSpeech } from './clean-speech.ts';
import type { TurnFinish } from './events.ts';
import { answerText, parseAnswer } from './parse-answer.ts';
import type { Member } from './plan.ts';
import { splitThinking } from './split-thinking.ts';
import { checkTurn } from './validity/check-turn.ts';
import type { EarlierTurn, Finding } from './validity/finding.ts';

/** What came of one call, as the model wrote it. */
export interface Written {
  /** With the thinking that the server left in it. */
  readonly raw: string;
  /** What the server told apart as thinking. */
  readonly thinking: string;
  readonly finishReason: TurnFinish;
}

/** Who was asked for what, and what was said before. */
export interface Hearing {
  readonly kind: 'speech' | 'answer';
  readonly motion: string;
  /** All that the model was given to read, as one text. */
  readonly given: string;
  readonly speaker: Pick<Member, 'name'>;
  /** All who take part, the chair too. */
  readonly table: readonly Pick<Member, 'name'>[];
  /** Valid turns before this one. */
  readonly before: readonly EarlierTurn[];
}

/** A call's words as others hear them. */
export interface HeardTurn {
  /** Without thinking. */
  readonly spoken: string;
  /** Without label and wrapping, an answer as its parts. */
  readonly said: string;
  readonly thinking: string;
  /** Why it is no valid turn. */
  readonly finding: Finding | undefined;
}

/** Tells thinking from speech in what a model wrote, and says whether it is a valid turn. */
export function hearTurn({ raw, thinking, finishReason }: Written, hearing: Hearing): HeardTurn {
  const { kind, motion, given, speaker, table, before } = hearing;
  const split = splitThinking(raw);
  const allThinking = [thinking, split.thinking].filter((text) => text !== '').join('\n\n');
  const said = kind === 'answer' ? sayAnswer(split.text) : cleanSpeech(split.text, speaker);
  const onlyServersThinking = thinking !== '' && split.text === '' && split.thinking === '';
  const finding = checkTurn({
    kind,
    motion,
    given,
    speaker,
    table,
    text: said,
    onlyThought: allThinking !== '' && split.text === '',
    // A server that tells thinking apart does not say whether it came to its end: cut before the first word, it did not.
    thinkingOpen: split.open || (onlyServersThinking && (finishReason === 'length' || finishReason === 'window')),
    finishReason,
    // An answer may say again what was said.
    before: kind === 'answer' ? [] : before,
  });
  return { spoken: split.text, said, thinking: allThinking, finding };
}

/** An answer's words; empty (and so rejected) when it lacks a part. */
function sayAnswer(text: string): string {
  const answer = parseAnswer(text);
  return answer === undefined ? '' : answerText(answer);
}
