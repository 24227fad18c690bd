import type { Answer } from './events.ts';
import type { DebatePlan, Member } from './plan.ts';
import type { DebateView } from './view.ts';

/** A debate as others read it who must not know who took part. */
export interface Transcript {
  readonly turns: readonly { readonly speaker: string; readonly heading: string; readonly text: string }[];
  readonly answer: Answer | undefined;
}

const SEAT_LETTERS = 'ABCDEFGH';

/**
 * The transcript for judges and ballots: speakers are letters in the order of their seats (with their stance, which a reader needs),
 * and every name that the words themselves mention is replaced too. It shows neither models nor personas nor the arm.
 */
export function blindTranscript(view: DebateView): Transcript {
  const { plan } = view;
  if (plan === undefined) return { turns: [], answer: undefined };
  return {
    turns: view.turns.map(({ round, speaker, text }) => ({
      speaker: labelOf(plan, speaker),
      heading: plan.rounds.find(({ number }) => number === round)?.heading ?? `Round ${round}`,
      text: blindText(text, plan),
    })),
    answer: view.answer === undefined ? undefined : blindAnswer(view.answer, plan),
  };
}

/** An answer without the names of those who gave it. */
export function blindAnswer(answer: Answer, plan: DebatePlan): Answer {
  return {
    recommendation: blindText(answer.recommendation, plan),
    strongestObjection: blindText(answer.strongestObjection, plan),
    dissent: blindText(answer.dissent, plan),
  };
}

function labelOf(plan: DebatePlan, speaker: Member): string {
  const letter = SEAT_LETTERS[plan.members.findIndex(({ seat }) => seat === speaker.seat)] ?? '?';
  return speaker.stance === 'none' ? `Speaker ${letter}` : `Speaker ${letter} (${speaker.stance})`;
}

/** Names of members and models in a text become `Speaker A`, `the chair`, `a model`. */
function blindText(text: string, plan: DebatePlan): string {
  const names: [string, string][] = [];
  for (const [place, member] of plan.members.entries()) {
    const label = `Speaker ${SEAT_LETTERS[place] ?? '?'}`;
    names.push([member.name, label], ...partsOf(member.name).map((part): [string, string] => [part, label]));
  }
  names.push(
    [plan.chair.name, 'the chair'],
    ...partsOf(plan.chair.name).map((part): [string, string] => [part, 'the chair']),
  );
  for (const model of new Set([...plan.members, plan.chair].map((member) => member.model)))
    names.push([model, 'a model']);
  // Longest first, so that a full name is not replaced in parts.
  names.sort(([left], [right]) => right.length - left.length);
  return names.reduce((blinded, [name, label]) => {
    const pattern = new RegExp(
      `(?<![\\p{L}\\p{N}])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
      'gu',
    );
    return blinded.replace(pattern, label);
  }, text);
}

/** First and last names; short or lower-case parts (of, de) are words of their own. */
function partsOf(name: string): string[] {
  const parts = name.split(/\s+/).filter((part) => /^\p{Lu}\p{L}{2,}$/u.test(part));
  return parts.length > 1 && !/^(?:Speaker|Chair)\b/.test(name) ? parts : [];
}
