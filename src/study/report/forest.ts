import { drawForest, type ForestGroup, type ForestRow } from '../../charts/forest-chart.ts';
import { withoutUnseen } from '../../content/unseen.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { ARM_HEADINGS } from '../../trial/arm-words.ts';
import type { Arms } from '../analysis/findings/figure.ts';
import type { Block } from './document.ts';

/** Longer reasons stand in the table alone. */
const ROOM = 30;

/** Differences as a chart; a table with the same rows has to follow. Nothing where no row has a value. */
export function forest(arms: Arms, groups: readonly ForestGroup[], caption: string): Block[] {
  const valued = groups.some(({ rows }) => rows.some(({ shown }) => typeof shown !== 'string'));
  if (!valued) return [];
  const svg = drawForest({
    sides: [`${ARM_HEADINGS[arms.other]} higher`, `${ARM_HEADINGS[arms.one]} higher`],
    groups,
  });
  return [{ kind: 'chart', svg, caption: `${caption} Lines are 95% intervals; an arrow: it reaches further.` }];
}

/** @param main what the chart is about first */
export function forestRow(label: string, difference: Estimate, main = false): ForestRow {
  return { label: withoutUnseen(label), main, shown: shownOf(difference) };
}

function shownOf(difference: Estimate): ForestRow['shown'] {
  switch (difference.status) {
    case 'estimated':
      return { value: difference.value, interval: [difference.low, difference.high] };
    case 'no-interval':
      return { value: difference.value, interval: null };
    case 'undefined':
      return difference.reason.length > ROOM ? 'no value' : difference.reason;
  }
}
