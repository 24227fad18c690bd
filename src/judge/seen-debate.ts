import type { Scenario } from '../content/schema.ts';
import { tidy } from '../content/tidy.ts';
import type { Transcript } from '../debate/transcript.ts';
import type { JudgedObject } from './judged-object.ts';
import { type Changes, type SeenText, seenLine, seenText, sumChanges } from './seen-text.ts';

/** Names of speakers and headings are ours; those of debates from elsewhere may be anything. */
const MOST_IN_LABEL = 80;

/** What a judge reads of a debate, or of its answer alone: all words made safe for its eyes. */
export interface SeenDebate {
  readonly motion: string;
  readonly attend: readonly string[];
  /** Empty where the answer alone is read. */
  readonly turns: readonly { readonly speaker: string; readonly heading: string; readonly text: string }[];
  /** An objection or a dissent is empty where none was named. */
  readonly answer:
    | { readonly recommendation: string; readonly objection: string; readonly dissent: string }
    | undefined;
  readonly changes: Changes;
}

/** @param kind of an answer, its debate is not read */
export function seeDebate(scenario: Scenario, transcript: Transcript, kind: JudgedObject['kind']): SeenDebate {
  const changes: Changes[] = [];
  const noted = ({ text, changes: altered }: SeenText): string => {
    changes.push(altered);
    return text;
  };
  const said = (text: string): string => (text === '' ? '' : noted(seenText(text)));
  const { turns, answer } = transcript;
  return {
    motion: noted(seenLine(scenario.motion)),
    attend: scenario.alignedAnswer.map((hint) => noted(seenLine(hint))),
    turns:
      kind === 'answer'
        ? []
        : turns.map(({ speaker, heading, text }) => ({
            speaker: seenLabel(speaker),
            heading: seenLabel(heading),
            text: said(text),
          })),
    answer: answer && {
      recommendation: said(answer.recommendation),
      objection: said(answer.strongestObjection),
      dissent: said(answer.dissent),
    },
    changes: sumChanges(changes),
  };
}

/** Who speaks, or when, on one line. */
export function seenLabel(text: string): string {
  return tidy(seenLine(text).text).slice(0, MOST_IN_LABEL);
}

/** All texts that a quote can stand in. */
export function textsOf({ turns, answer }: SeenDebate): readonly string[] {
  return [
    ...turns.map(({ text }) => text),
    ...(answer === undefined ? [] : [answer.recommendation, answer.objection, answer.dissent]),
  ];
}
