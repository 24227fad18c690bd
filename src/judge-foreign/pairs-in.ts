import { tidy } from '../content/tidy.ts';
import type { PanelDebate, PanelPair } from '../judge/panel-task.ts';

/** What of a debate decides with which others it is compared. */
export interface Comparable extends PanelDebate {
  readonly source: { readonly condition: string | null };
}

/**
 * Debates to compare: each with each other one on its topic whose condition is another one. Their answers are compared where both have one,
 * else the whole of them. Of two, `a` is the one whose condition comes first in the alphabet, wherever they stand in the file.
 */
export function pairsIn<Debate extends Comparable>(debates: readonly Debate[]): PanelPair<Debate>[] {
  const byTopic = new Map<string, Debate[]>();
  for (const debate of debates) {
    if (debate.source.condition === null) continue;
    const topic = tidy(debate.scenario.motion).toLowerCase();
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), debate]);
  }
  return [...byTopic.values()].flatMap((alike) =>
    alike.flatMap((a) =>
      alike.flatMap((b): PanelPair<Debate>[] =>
        conditionOf(a) < conditionOf(b) ? [{ kind: kindOf(a, b), a, b }] : [],
      ),
    ),
  );
}

/** Two conditions in the order in which they are named. */
export function conditionsOf({ a, b }: PanelPair<Comparable>): { readonly a: string; readonly b: string } {
  return { a: conditionOf(a), b: conditionOf(b) };
}

function conditionOf({ source }: Comparable): string {
  return source.condition ?? '';
}

function kindOf(a: PanelDebate, b: PanelDebate): 'answer' | 'debate' {
  return [a, b].every(({ transcript }) => transcript.answer !== undefined) ? 'answer' : 'debate';
}
