import type { APIEmbed } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { Author } from '../../src/community/author.ts';
import { LETTERS, type Seal } from '../../src/community/ballot.ts';
import { LEFT_OUT } from '../../src/community/left-out.ts';
import type { GroupRatings } from '../../src/community/rating-summary.ts';
import type { Swing } from '../../src/community/swing.ts';
import type { Count } from '../../src/community/tally.ts';
import type { Mark } from '../../src/community/turn-marks.ts';
import { trialIdSchema } from '../../src/core/ids.ts';
import { ARMS, seatSchema } from '../../src/debate/plan.ts';
import { answerScoresCard } from '../../src/discord/cards/answer-scores-card.ts';
import { auditFields } from '../../src/discord/cards/audit-field.ts';
import { answerCard, ballotCard } from '../../src/discord/cards/ballot-card.ts';
import { fitEmbeds } from '../../src/discord/cards/fit-embeds.ts';
import { introCard } from '../../src/discord/cards/intro-card.ts';
import { brokenOffPositionCard, closedPositionCard, positionCard } from '../../src/discord/cards/position-card.ts';
import { resultCard } from '../../src/discord/cards/result-card.ts';
import { scoreCard } from '../../src/discord/cards/score-card.ts';
import { NOTICE } from '../../src/discord/privacy/notice.ts';
import { closedRatingPage, type RatingPage, ratingPage } from '../../src/discord/ratings/rating-page.ts';
import type { PairSummary } from '../../src/judge/pair-summary.ts';
import type { PanelSummary } from '../../src/judge/panel-summary.ts';
import type { ScoreSummary } from '../../src/judge/summary.ts';
import type { ArmJudged } from '../../src/trial/judged-result.ts';
import type { TrialMarks } from '../../src/trial/marks-of.ts';
import type { TrialPlan } from '../../src/trial/plan.ts';
import type { ArmResult, TrialResult } from '../../src/trial/result.ts';
import type { ArmStances } from '../../src/trial/stance-result.ts';
import { content } from '../support/content.ts';
import { planFor } from '../support/debate.ts';
import { components, layout } from '../support/discord-rules/components.ts';
import { embeds } from '../support/discord-rules/embeds.ts';
import { Report } from '../support/discord-rules/report.ts';
import { voterId } from '../support/people.ts';

/** Of so many UTF-16 units, with all that grows when it is made safe: mentions, links, characters of two units. */
const long = (length: number): string =>
  '@everyone [a](b) <@1> 👩🏽 '
    .repeat(length)
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, 'x');

/** As large as the schemas of content and the names of models let a trial be. */
function largestPlan(): TrialPlan {
  const ensemble = planFor({
    ensemble: 'mixed-table',
    models: [long(120)],
    scenario: {
      title: long(80),
      motion: long(300),
      background: long(1200),
      valuesInTension: Array.from({ length: 6 }, () => long(160)),
    },
  });
  const members = [...ensemble.members, ...ensemble.members].slice(0, 6);
  const plan = { ...ensemble, members: members.map((member) => ({ ...member, name: long(32) })) };
  return {
    trial: trialIdSchema.parse(`t-${'a'.repeat(10)}`),
    seed: 0x7fffffff,
    ensemble: plan,
    baselines: [plan, { ...plan, arm: 'self-consistency' }],
    judges: Array.from({ length: 5 }, (_, place) => ({
      judge: `judge-${place + 1}`,
      model: long(120),
      family: 'unknown',
      sameFamily: true,
      audit: {
        status: 'audited',
        at: 0,
        verdict: 'fit for some criteria',
        fitFor: content.rubric.criteria.slice(1).map(({ name }) => name),
        quick: true,
        sheet: { stream: 'audit-sheet/1', seq: 0 },
      },
    })),
    memberAnswers: true,
    judged: ['debate', 'answer', 'contribution', 'pair'],
    rubric: content.rubric,
    positionMilliseconds: 60_000,
    ballotMilliseconds: 1000,
    voting: { accountAge: 3650 * 86_400_000, roles: ['1'], starterCounts: false, quorum: 100_000 },
    engine: long(1000),
    caution: long(1000),
    startedBy: voterId('1'),
    origin: null,
  };
}

const scores: ScoreSummary = {
  judged: true,
  criteria: content.rubric.criteria.map(({ id }) => ({
    criterion: id,
    name: long(40),
    value: 7,
    spread: 2.83,
    reason: long(2000),
    unscored: '',
  })),
  overall: 7,
  overallSpread: 2.83,
  views: [{ view: 'paper-five', name: "The paper's five", value: 7, spread: 2.83 }],
  quotes: { given: 35, stand: 24 },
};
const panel: PanelSummary = {
  together: scores,
  judges: Array.from({ length: 5 }, (_, place) => ({ judge: `judge-${place + 1}`, scores })),
};
const judged: ArmJudged = {
  debate: panel,
  answer: panel,
  contributions: Array.from({ length: 8 }, () => ({ name: long(32), scores: panel })),
};
const verdict = { status: 'compared', better: 'tie', a: 0.5, place: 'first' } as const;
const summary: PairSummary = {
  judged: true,
  together: verdict,
  judges: panel.judges.map(({ judge }) => ({ judge, verdict })),
  compared: 5,
  flipped: 5,
};
/** As many answers as a ballot can have. */
const order = LETTERS.map((letter, place): Seal['order'][number] => {
  const arm = ARMS[place];
  const member = largestPlan().ensemble.members[place - ARMS.length]?.seat;
  return member === undefined ? { letter, arm: arm ?? 'baseline' } : { letter, member };
});
const count: Count = {
  voters: 99_999,
  answers: order.map((entry) => ({ ...entry, votes: 33_333 })),
  ties: 33_333,
  allBad: 33_333,
  ensembleShare: { share: 0.5, low: 0.45, high: 0.55 },
};

const rated = { status: 'estimated', value: 6.66, low: 6.66, high: 6.66, n: 99_999 } as const;
const largestRatings: GroupRatings = {
  raters: 99_999,
  criteria: content.rubric.criteria.map(({ id }) => ({ criterion: id, mean: rated })),
  overall: rated,
};

const sides = { for: 33_333, undecided: 33_333, against: 33_333 };
const swing: Swing = {
  answered: { before: 99_999, after: 99_999, both: 88_888 },
  before: sides,
  after: sides,
  moved: sides,
  meanChange: -2 / 3,
  won: 'against',
};

const leftOut = LEFT_OUT.slice(1).map((reason) => ({ reason, voters: 33_333 }));
const markedWith = (ids: readonly string[]): readonly Mark[] =>
  ids.map((meaning) => ({ meaning, people: 99_999, filtered: 88_888, unclear: 0, unknown: 11_111, scripted: 99_999 }));
const turn = { round: 2, seat: seatSchema.parse('diego') };
const largestMarks: TrialMarks = {
  turns: [{ arm: 'ensemble', turn, marks: markedWith(content.reactions.reactions.map(({ id }) => id)) }],
  answers: ARMS.map((arm) => ({
    arm,
    marks: markedWith([...content.rubric.criteria, ...content.reactions.reactions].map(({ id }) => id)),
  })),
  countedBy: 'lists',
  wipes: Array.from({ length: 9 }, () => ({ target: { kind: 'turn', turn }, meaning: null })),
};

function largestStances({ ensemble }: TrialPlan): ArmStances {
  const change = { round: 2, from: -3, to: 3, movedBy: long(32), because: long(300) };
  return {
    members: ensemble.members.map(({ seat, name }) => ({
      seat,
      name,
      first: { stance: -3, confidence: 1 },
      last: { stance: 3, confidence: 1 },
      changes: Array.from({ length: 5 }, () => change),
      stated: 6,
    })),
    stated: 36,
    missing: 3,
  };
}

function largestResult(plan: TrialPlan): TrialResult {
  return {
    plan,
    status: 'incomplete',
    reasons: Array.from({ length: 30 }, () => long(200)),
    ensemble: { arm: 'ensemble', debate: plan.ensemble, scores, judged, stances: largestStances(plan), letter: 'A' },
    baselines: plan.baselines.map((debate, place) => ({
      arm: debate.arm,
      debate,
      scores,
      judged,
      stances: largestStances(plan),
      letter: place === 0 ? 'B' : 'C',
    })),
    members: plan.ensemble.members.slice(0, LETTERS.length - ARMS.length).map((member, place) => ({
      member,
      silent: undefined,
      judged: panel,
      letter: LETTERS[ARMS.length + place],
    })),
    panel: {
      pairs: plan.baselines.map(({ arm }) => ({ a: 'ensemble', b: arm, summary })),
      agreement: { status: 'value', value: -0.25 },
    },
    community: {
      tally: {
        people: count,
        filtered: count,
        leftOut,
        unwatched: count,
        unsure: count,
        scripted: count,
      },
      ratings: {
        answers: order.map((entry) => ({
          ...entry,
          people: largestRatings,
          filtered: largestRatings,
          scripted: largestRatings,
        })),
        leftOut,
      },
      scaled: {
        answers: order.map((entry) => ({
          ...entry,
          score: 6.66,
          spread: 2.83,
          onScale: 6.66,
        })),
        scale: {
          status: 'calibrated',
          map: [{ raw: 1, mapped: 1 }],
          error: { raw: 1, mapped: 2 },
          folds: 10,
          n: 99_999,
        },
      },
      closing: {
        extension: { type: 'ballot-extended', closesAt: 1, voters: 99_999, quorum: 100_000 },
        closedBy: 'starter',
      },
      nonce: 'a'.repeat(64),
      commitment: 'a'.repeat(64),
      sealed: '{}',
      sealHolds: true,
    },
    people: [long(32), long(32)],
    marks: largestMarks,
    swing: { people: swing, filtered: swing, leftOut, unknown: 33_333, scripted: swing },
    comparison: 'same',
    filteredComparison: 'not enough votes',
  };
}

/** Of a ballot of the arms' answers alone, that nobody is left out of, and that came to its first deadline. */
function withoutEvents(result: TrialResult): TrialResult {
  const { community } = result;
  if (community === null) return result;
  const ofArms = <Authored extends Author>(answers: readonly Authored[]): Authored[] =>
    answers.filter((answer) => 'arm' in answer);
  const fewer = { ...count, answers: ofArms(count.answers) };
  const tally = { people: fewer, filtered: fewer, unwatched: fewer, unsure: fewer, scripted: fewer, leftOut: [] };
  const ratings = { answers: ofArms(community.ratings.answers), leftOut: [] };
  const scaled = community.scaled && { ...community.scaled, answers: ofArms(community.scaled.answers) };
  return {
    ...result,
    members: [],
    community: { ...community, ratings, scaled, tally, closing: { extension: null, closedBy: null } },
  };
}

function faultsOf(cards: readonly APIEmbed[]): string[] {
  const report = new Report('embeds');
  embeds(report, cards);
  return report.faults;
}

describe('cards at their largest fit into a message', () => {
  const plan = largestPlan();
  const answer = { recommendation: long(4000), strongestObjection: long(2000), dissent: long(2000), source: 'written' };

  it.each<[string, readonly APIEmbed[]]>([
    ['what is debated', [introCard(plan, content.reactions)]],
    ['a blinded answer', [answerCard('A', answer as Parameters<typeof answerCard>[1])]],
    ['the scores', [scoreCard('How the judge scored the single model', scores, plan)]],
    ['the results', [resultCard(largestResult(plan), content.reactions)]],
    [
      'the scores of debate and answer',
      fitEmbeds([scoreCard('It', scores, plan), scoreCard('Its answer', scores, plan)]),
    ],
    ['the scores of answers', [answerScoresCard(largestResult(plan)) ?? {}]],
    [
      'results and scores in one message',
      fitEmbeds([
        resultCard(largestResult(plan), content.reactions),
        answerScoresCard(largestResult(plan)) ?? {},
        scoreCard('Scores', scores, plan),
      ]),
    ],
    [
      'a list without an end',
      fitEmbeds([{ title: 'x', fields: Array.from({ length: 40 }, () => ({ name: 'x', value: long(1024) })) }]),
    ],
    [
      'a list of many short things',
      fitEmbeds([{ title: 'x', fields: Array.from({ length: 40 }, () => ({ name: 'x', value: 'y' })) }]),
    ],
  ])('%s', (_, cards) => {
    expect(faultsOf(cards)).toEqual([]);
  });

  it('the ballot', () => {
    const report = new Report('ballot');
    const ballot = {
      opensAt: 0,
      closesAt: 1,
      seal: { order, nonce: 'a'.repeat(64), commitment: 'a'.repeat(64) },
    };
    const card = ballotCard(plan, ballot, content.reactions);
    embeds(report, card.embeds);
    components(report, card.components);
    expect(report.faults).toEqual([]);
  });
});

describe('a page of ratings', () => {
  const answer = { recommendation: long(4000), strongestObjection: long(2000), dissent: long(2000), source: 'written' };
  const page = {
    plan: largestPlan(),
    ballot: { opensAt: 0, closesAt: 1, seal: { order, nonce: 'a'.repeat(64), commitment: 'a'.repeat(64) } },
    letter: 'B',
    // As long as no schema lets it be.
    answer: answer as RatingPage['answer'],
    notice: [NOTICE],
    ratings: content.rubric.criteria.map(({ id }) => ({
      voter: voterId('1'),
      letter: 'B' as const,
      criterion: id,
      value: 7,
      watched: true,
      scripted: false,
      starter: false,
      accountCreatedAt: null,
    })),
  } as const;

  it('fits into a message at its largest, with both ways and everything given, and when it is closed', () => {
    const report = new Report('ratings');
    layout(report, ratingPage(page));
    layout(report, closedRatingPage({ end: null, ballotClosed: true }, true));
    layout(report, ratingPage({ ...page, ratings: [] }));
    expect(report.faults).toEqual([]);
  });

  it('says where the rest of an answer stands that is too long for it, and nothing more under one that is whole', () => {
    const head = (answer: RatingPage['answer']): string => JSON.stringify(ratingPage({ ...page, answer })[0]);
    expect(head(page.answer)).toContain('above the ballot');
    const short = { recommendation: 'Yes.', strongestObjection: 'It costs.', dissent: '' };
    expect(head(short)).toContain('It costs.');
    expect(head(short)).not.toContain('above the ballot');
  });

  it('has no word of an answer that was taken off view', () => {
    const [head] = ratingPage({ ...page, answer: undefined });
    expect(head).toMatchObject({ content: '### Answer B (2 of 8)\n*Taken off view.*' });
  });
});

describe('where people stand', () => {
  const plan = largestPlan();

  it.each(['before', 'after'] as const)('is asked %s the debate by cards that fit into a message', (time) => {
    const report = new Report('positions');
    for (const card of [
      positionCard(plan, time, 1_700_000_000_000, false),
      closedPositionCard(time, 'nobody'),
      brokenOffPositionCard(),
    ]) {
      embeds(report, card.embeds);
      components(report, card.components);
    }
    expect(report.faults).toEqual([]);
  });

  it('is asked on the whole scale, each step in words and with its number, and without the motion when it is off view', () => {
    const { embeds: cards, components: rows } = positionCard(plan, 'before', 1_700_000_000_000, true);
    const menu = rows[0]?.components[0];
    expect(menu?.options.map(({ label, value }) => `${value}: ${label}`)).toEqual([
      '3: +3, strongly for it',
      '2: +2, for it',
      '1: +1, rather for it',
      '0: 0, undecided',
      '-1: −1, rather against it',
      '-2: −2, against it',
      '-3: −3, strongly against it',
    ]);
    expect(cards[0]?.description).toMatch(/^\*Taken off view\.\*\n/);
    expect(cards[0]?.description).toContain('<t:1700000000:R>');
  });
});

describe('what the panel said beside its scores of debates', () => {
  const plan = largestPlan();
  const fieldNames = ({ fields = [] }: APIEmbed): string[] => fields.map(({ name }) => name);
  const OWN = ['Judge, answers read alone', 'Judge, answers side by side', 'Judge by judge', 'Judge, contributions'];

  it('takes the room that the rest of the card leaves, and takes none of its place', () => {
    const largest = largestResult(plan);
    const crowded = resultCard(largest, content.reactions);
    expect(fieldNames(crowded)).toEqual(expect.arrayContaining(['The seal holds', 'What is missing']));
    expect(fieldNames(crowded)).toContain('Judge, answers read alone');
    const quiet = withoutEvents(largest);
    const unscaled = quiet.community === null ? null : { ...quiet.community, scaled: null };
    const less = { ...quiet, reasons: [], people: [], swing: null, community: unscaled };
    const roomy = resultCard(less, content.reactions);
    expect(fieldNames(roomy)).toEqual(expect.arrayContaining([...OWN, 'The seal holds']));
    expect(faultsOf(fitEmbeds([crowded]))).toEqual([]);
    expect(fitEmbeds([crowded])).toEqual([crowded]);
  });

  it('is not there where it was not asked for', () => {
    const largest = largestResult({ ...plan, judges: plan.judges.slice(0, 1) });
    const bare = ({ judged: { debate: scored }, ...arm }: ArmResult): ArmResult => ({
      ...arm,
      judged: { debate: scored, answer: null, contributions: [] },
    });
    const result: TrialResult = {
      ...largest,
      ensemble: bare(largest.ensemble),
      baselines: largest.baselines.map(bare),
      members: largest.members.map((own) => ({ ...own, judged: null })),
      panel: { ...largest.panel, pairs: [] },
    };
    expect(fieldNames(resultCard(result, content.reactions)).filter((name) => OWN.includes(name))).toEqual([]);
    expect(answerScoresCard(result)).toBeUndefined();
  });
});

it('says of every judge what its scores are worth, however many sit', () => {
  const { judges } = largestPlan();
  const [field] = auditFields(judges.map((seat, place) => ({ ...seat, model: `m${place}` })));
  for (const place of judges.keys())
    expect(field?.value).toContain(`\`m${place}\`: audited on whole debates (a quick audit): fit for some criteria`);
  const [one] = auditFields([{ judge: 'judge-1', model: 'm', family: 'x', sameFamily: false }]);
  expect(one?.value).toBe('`m`: its audit was not noted when it was seated.');
});

describe('what has to be known to read scores', () => {
  const plan = largestPlan();
  const worth = (result: TrialResult): string =>
    resultCard(result, content.reactions).fields?.find(({ name }) => name.startsWith('What the judge'))?.value ?? '';

  it('stands under the results: what ± is, and that audits are of whole debates', () => {
    expect(worth(largestResult(plan))).toMatch(
      /\n± is the spread .*\nAudits are of whole debates, one by one and in pairs: .*$/,
    );
    expect(answerScoresCard(largestResult(plan))?.description).toMatch(
      /\n± is the spread .*\nAudits are of whole debates/,
    );
  });

  it('does not say what audits are where nobody was audited, or only debates were judged', () => {
    const judges = plan.judges.map((seat) => ({ ...seat, audit: { status: 'not audited' as const, digest: null } }));
    expect(worth(largestResult({ ...plan, judges }))).not.toContain('Audits are of');
    expect(worth(largestResult({ ...plan, judged: ['debate'] }))).not.toContain('Audits are of');
    expect(worth(largestResult({ ...plan, judged: ['debate', 'pair'] }))).toContain('Audits are of');
  });

  it('leaves all seven criteria their place, with reasons of full length by a panel of five, in two cards of a message', () => {
    const reasons = scores.criteria.map((one, place) => ({
      ...one,
      name: content.rubric.criteria[place]?.name ?? '',
      reason: long(240),
    }));
    const cards = ['How the judge scored it', 'Its answer'].map((title) =>
      scoreCard(title, { ...scores, criteria: reasons }, plan),
    );
    expect(fitEmbeds(cards)).toEqual(cards);
    expect(cards[0]?.description).toMatch(
      /^Overall ▰{7} 7\.0 ± 2\.8 of 7\nThe paper's five 7\.0 ± 2\.8\nQuotes: 24 of 35 stand, 11 struck out\n± is/,
    );
    expect(cards[0]?.fields?.map(({ name }) => name)[0]).toBe('Argument quality  ▰▰▰▰▰▰▰ 7.0 ± 2.8');
  });
});

it('counts what is missing where not all of it can be told', () => {
  const field = (reasons: readonly string[]) =>
    resultCard({ ...largestResult(largestPlan()), reasons }, content.reactions).fields?.at(-1);
  expect(field(['first', 'second'])).toEqual({ name: 'What is missing', value: '• first\n• second' });
  expect(field(Array.from({ length: 30 }, (_, place) => `${place} ${'x'.repeat(100)}`))?.value).toMatch(
    /\n… and 2\d more$/,
  );
});

it('leaves the results whole beside other cards: what is not the result itself takes less', () => {
  const result = { ...withoutEvents(largestResult(largestPlan())), reasons: [], swing: null };
  const beside = [scoreCard('Scores', scores, result.plan)];
  const names = ({ fields = [] }: APIEmbed): string[] => fields.map(({ name }) => name);
  const [shown] = fitEmbeds([resultCard(result, content.reactions, { beside }), ...beside]);
  expect(names(shown ?? {})).toContain('The seal holds');
  expect(names(shown ?? {})).not.toContain('Judge by judge');
  const unmarked = { ...result, marks: { ...result.marks, turns: [], answers: [], wipes: [] } };
  expect(names(resultCard(unmarked, content.reactions))).toContain('Judge by judge');
});

it('leaves as many fields as a card can have', () => {
  const card = (count: number): APIEmbed => ({
    fields: Array.from({ length: count }, () => ({ name: 'x', value: 'y' })),
  });
  expect(fitEmbeds([card(25)])).toEqual([card(25)]);
  expect(fitEmbeds([card(26)])[0]?.fields?.at(-1)).toEqual({ name: 'And', value: '2 more.' });
});

it('leaves cards alone that fit, and says how much it left out of those that do not', () => {
  const small: APIEmbed = { title: 'x', fields: [{ name: 'x', value: 'y' }] };
  expect(fitEmbeds([small, small])).toEqual([small, small]);
  const [cut] = fitEmbeds([{ fields: Array.from({ length: 30 }, (_, index) => ({ name: `${index}`, value: 'y' })) }]);
  expect(cut?.fields).toHaveLength(25);
  expect(cut?.fields?.at(-1)).toEqual({ name: 'And', value: '6 more.' });
});

it('has a field that is too long go on in another one, with all of its words', () => {
  const words = Array.from({ length: 300 }, (_, place) => `word${place}`).join(' ');
  const card = { fields: [{ name: 'Long', value: `${words}\n${words}` }] };
  const [shown] = fitEmbeds([card]);
  expect(faultsOf([shown ?? {}])).toEqual([]);
  const text = shown?.fields?.map(({ value }) => value).join(' ');
  expect(text?.split(/\s+/)).toEqual(`${words} ${words}`.split(' '));
});
