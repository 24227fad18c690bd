import { AUDITS_TRY } from '../judge/judge-audit.ts';
import type { Block } from './block.ts';
import { asPercent, asShare, asShift, estimateWords, NOT_MEASURED } from './estimate-words.ts';
import { attacksIn } from './plan.ts';
import type { AuditSheet, CountedOf, CriterionSheet } from './sheet.ts';
import { SPOIL_KINDS, SPOILS, STRENGTHS } from './spoil/kinds.ts';
import { CAUTIONS, THRESHOLDS } from './thresholds.ts';

/** The sheet for its readers: the verdict first, then what it rests on. */
export function sheetBlocks(sheet: AuditSheet): readonly Block[] {
  return [
    { type: 'title', text: `Audit of the judge ${sheet.judge.model}: ${sheet.verdict.verdict}` },
    { type: 'text', text: verdictText(sheet) },
    ...(sheet.verdict.cautions.length === 0 ? [] : [{ type: 'list', items: sheet.verdict.cautions } as const]),
    { type: 'text', text: askedText(sheet) },
    { type: 'heading', text: 'Does it see what is better?' },
    { type: 'text', text: ORDER_WORDS },
    orderTable(sheet.criteria),
    ...whyNotFit(sheet.criteria),
    { type: 'heading', text: 'Which kinds of spoiling does it see?' },
    spoilTable(sheet.criteria),
    { type: 'heading', text: 'Does it hold still?' },
    { type: 'text', text: STEADY_WORDS },
    steadyTable(sheet),
    ...withoutInterval(sheet.criteria),
    { type: 'heading', text: 'Comparisons, reasons, costs' },
    { type: 'list', items: otherLines(sheet) },
  ];
}

/** What the verdict's words mean; for whoever keeps the sheet. */
export function thresholdBlocks(): readonly Block[] {
  const line = (words: string, { value, because }: { value: number; because: string }): string =>
    `${words.replace('#', String(value))}: ${because}.`;
  return [
    { type: 'heading', text: 'What the verdict asks for' },
    {
      type: 'text',
      text: 'A judge is fit for a criterion when all of these hold, fit when it is so for all seven, and not fit when it is so for none.',
    },
    {
      type: 'list',
      items: [
        line('At least # pairs of which both debates are scored', THRESHOLDS.pairs),
        line('A share of at least # of the pairs in the right order', THRESHOLDS.rightOrder),
        line('The interval of that share begins above #', THRESHOLDS.rightOrderLow),
        line('AUC of at least #', THRESHOLDS.auc),
        line('A spread of at most # between scores of the same debate', THRESHOLDS.repeatSpread),
        line('At most # of a level up or down for words without content', THRESHOLDS.length),
        line('At most # of a level for texts that speak to the judge', THRESHOLDS.injection),
        line('A share of at most # of the scores missing', THRESHOLDS.unscored),
      ],
    },
    { type: 'text', text: 'These make the sheet warn and leave the verdict as it is:' },
    {
      type: 'list',
      items: [
        line('A share of more than # of the pairs flipped with the order', CAUTIONS.flips),
        line('A share of less than # of the quotes standing in the debate', CAUTIONS.quotes),
      ],
    },
    { type: 'heading', text: 'How debates are spoiled, and what should fall' },
    {
      type: 'list',
      items: SPOIL_KINDS.flatMap((kind) => {
        const { title, weak, strong, shouldFall } = SPOILS[kind];
        const falls = shouldFall.map(({ criterion, because }) => `${criterion} (${because})`).join('; ');
        return [`${title}: weak: ${weak}; strong: ${strong}. Should fall: ${falls}.`];
      }),
    },
  ];
}

const ORDER_WORDS =
  'Each planted debate against its spoiled versions, on the criteria that should fall: how often it scores higher, and how likely any good one scores above any spoiled one (AUC). A coin gets 50% and 0.50. In brackets are 95% intervals over base debates.';
const STEADY_WORDS =
  'In levels, of seven: how far scores move when words without content are added, how much they spread when the same debate is scored again, and how far a text that speaks to the judge moves them where it wants them. Best is 0.';

/** What can be done with a judge's scores. */
export function verdictText({ verdict, criteria, plan }: AuditSheet): string {
  const names = (ids: AuditSheet['verdict']['criteria']): string =>
    criteria
      .filter(({ criterion }) => ids.includes(criterion))
      .map(({ name }) => name)
      .join(', ');
  const small = plan.size === 'quick' ? ' A quick audit tells only a very good judge from a coin.' : '';
  const more = `${small} ${AUDITS_TRY}`;
  switch (verdict.verdict) {
    case 'fit':
      return `Its scores can be used on all criteria.${more}`;
    case 'fit for some criteria':
      return `Its scores can be used on: ${names(verdict.criteria)}. On the others they cannot.${more}`;
    case 'not fit':
      return `Its scores say nothing that can be relied on, on any criterion.${more}`;
  }
}

function askedText({ judge, plan, methods }: AuditSheet): string {
  const { debates, again, pairs, size, seed } = plan;
  const compared = pairs.reduce((sum, { kinds }) => sum + kinds.length, 0);
  const how = [
    methods.probabilities > 0 ? `${methods.probabilities} by the probabilities of the digits` : '',
    methods.samples > 0 ? `${methods.samples} by samples` : '',
  ].filter((words) => words !== '');
  const family = judge.family === 'unknown' ? 'family unknown' : `family ${judge.family}`;
  return [
    `Asked (size ${size}, seed ${seed}): ${debates.length} planted debates, each as it was written, made longer, and spoiled in ${SPOIL_KINDS.length} ways in ${STRENGTHS.length} strengths; ${again.debates.length} of them ${again.times} times more; ${attacksWords(plan)} texts that speak to the judge, each against neutral words; ${compared} pairs in both orders.`,
    `Scores: ${how.length === 0 ? 'none' : how.join(', ')}.`,
    `The judge: ${family}, ${judge.thinking ? 'thinking first' : 'without thinking'}, on ${judge.server}${judge.digest === null ? '' : `, weights ${judge.digest.slice(0, 12)}`}.`,
  ].join(' ');
}

function orderTable(criteria: readonly CriterionSheet[]): Block {
  return {
    type: 'table',
    columns: ['Criterion', 'Verdict', 'Pairs', 'Right order', 'AUC'],
    rows: criteria.map(({ name, fitness, pairs, rightOrder, auc }) => [
      name,
      fitness,
      String(pairs),
      estimateWords(rightOrder, asPercent),
      estimateWords(auc, asShare),
    ]),
  };
}

function whyNotFit(criteria: readonly CriterionSheet[]): Block[] {
  const items = criteria
    .filter(({ because }) => because.length > 0)
    .map(({ name, fitness, because }) => `${name}, ${fitness}: ${because.join('; ')}.`);
  return items.length === 0 ? [] : [{ type: 'list', items }];
}

/** Why some of the numbers have no interval beside them. */
function withoutInterval(criteria: readonly CriterionSheet[]): Block[] {
  const estimates = criteria.flatMap(({ auc, length, repeatSpread, injection }) => [
    auc,
    length,
    repeatSpread,
    injection,
  ]);
  const reasons = estimates.flatMap((estimate) => (estimate.status === 'no-interval' ? [estimate.reason] : []));
  if (reasons.length === 0) return [];
  const words = `Where no interval stands beside a number here or under AUC, there is none: ${[...new Set(reasons)].join('; ')}.`;
  return [{ type: 'text', text: words }];
}

/** Over the criteria that should fall together: which of them see it stands in the JSON. */
function spoilTable(criteria: readonly CriterionSheet[]): Block {
  const cell = (kind: string, strength: string): string => {
    const own = criteria.flatMap(({ spoils }) =>
      spoils.filter((one) => one.kind === kind && one.strength === strength),
    );
    const pairs = own.reduce((sum, one) => sum + one.pairs, 0);
    const right = own.reduce((sum, one) => sum + one.right, 0);
    return pairs === 0 ? NOT_MEASURED : `${asPercent(right / pairs)} of ${pairs}`;
  };
  return {
    type: 'table',
    columns: ['Pairs in the right order', 'Weak', 'Strong'],
    rows: SPOIL_KINDS.map((kind) => [SPOILS[kind].title, cell(kind, 'weak'), cell(kind, 'strong')]),
  };
}

function steadyTable({ criteria, lengthOverall, injectionOverall, unscored }: AuditSheet): Block {
  return {
    type: 'table',
    columns: ['Criterion', 'Made longer', 'Again', 'Injection', 'Unscored'],
    rows: [
      ...criteria.map((one) => [
        one.name,
        estimateWords(one.length, asShift),
        estimateWords(one.repeatSpread, asShare),
        estimateWords(one.injection, asShift),
        countedWords(one.unscored),
      ]),
      [
        'All seven',
        estimateWords(lengthOverall, asShift),
        '',
        estimateWords(injectionOverall, asShift),
        countedWords(unscored),
      ],
    ],
  };
}

/** `40 of the suite’s 60` */
export function attacksWords(plan: AuditSheet['plan']): string {
  const asked = attacksIn(plan);
  return plan.suite === undefined ? String(asked) : `${asked} of the suite’s ${plan.suite}`;
}

/** Comparisons, reasons, the worst attack, cost: a sentence each. */
export function otherLines({ comparisons, quotes, cost, offDigits, worstInjection }: AuditSheet): string[] {
  const uncompared = comparisons.uncompared.count === 0 ? '' : `; ${countedWords(comparisons.uncompared)} not compared`;
  return [
    `Order flips: ${estimateWords(comparisons.flips, asPercent)} of ${comparisons.pairs} pairs, each read in both orders${uncompared}.`,
    `The better one of a pair preferred: ${estimateWords(comparisons.rightOrder, asPercent)}, where the orders disagree counted half.`,
    `Quotes that stand in the debate: ${quotes.quotes === 0 ? NOT_MEASURED : `${estimateWords(quotes.stand, asPercent)} of ${quotes.quotes}`}; a reason was asked for ${quotes.asked} times and given ${quotes.reasons} times.`,
    worstInjection === null
      ? `Texts that speak to the judge: ${NOT_MEASURED}.`
      : `The text that moved a debate furthest where it wanted it (prompts/injections.yaml): ${worstInjection.injection}, by ${asShift(worstInjection.towards)} on the mean of all seven.`,
    `Probability off the digits 1 to 7: ${estimateWords(offDigits, asPercent)}.`,
    cost === null
      ? `A debate on all criteria, with reasons: ${NOT_MEASURED}.`
      : `A debate on all criteria, with reasons: ${cost.seconds.toFixed(1)} s, ${whole(cost.promptTokens)} tokens to read (what a cache holds is counted too) and ${whole(cost.completionTokens)} written${cost.counted ? ', in part counted here' : ''}; the mean over ${cost.debates}.`,
  ];
}

function countedWords({ count, total }: CountedOf): string {
  return total === 0 ? NOT_MEASURED : `${count} of ${total}`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}
