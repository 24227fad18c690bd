import { appendFile, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { JudgedKind } from '../../src/judge/judged-kind.ts';
import { objectOf } from '../../src/judge/score.ts';
import type { ResultRecord } from '../../src/judge-foreign/records.ts';
import { comparableDebates, debatesOfOthers } from '../support/debates-of-others.ts';
import { PAIR_QUESTION } from '../support/judging-ollama.ts';
import { desk, GEMMA, PHI, scoresIn } from './desk.ts';

const ALL: readonly JudgedKind[] = ['debate', 'answer', 'contribution', 'pair'];
const CRITERIA = 7;

/** On two topics an ensemble's debate and a single model's; the two on the first topic end with an answer. */
const FOUR = comparableDebates(2);
/** Of four debates the scores of these, of two speakers each, and of four answers, of which two are not there. */
const SCORES = CRITERIA * (4 + 8 + 4);
/** A score and its reason for debates and answers, a score for contributions, two orders for pairs. */
const CALLS = CRITERIA * (2 * 4 + 8 + 2 * 2) + 2 * 2;

const comparisonsIn = (records: readonly ResultRecord[]) => records.filter((record) => record.type === 'comparison');
const scoresOf = (records: readonly ResultRecord[], kind: JudgedKind) =>
  scoresIn(records).filter(({ judgement }) => objectOf(judgement).kind === kind);

/** A debate of two speakers. @param con what the second one says, as the last turn */
function debate(
  topic: string,
  condition: unknown,
  more: object = {},
  con = 'It should not, since it costs too much.',
): string {
  return JSON.stringify({
    topic,
    condition,
    ...more,
    turns: [
      { role: 'Ada Bell', model: 'mistral:7b', text: 'It should, for it helps those who have little.' },
      { role: 'Tom Berg', model: 'qwen2.5:7b', text: 'It helps nobody who has not enough already.' },
      { role: 'Tom Berg', model: 'qwen2.5:7b', text: con },
    ],
  });
}

describe('what is judged of debates of others', () => {
  it('is each kind of object that was asked for, by each judge', async () => {
    const { judge, records, ollama } = await desk(FOUR);
    const said = await judge({ judged: ALL, panel: `${GEMMA},${PHI}` });
    const all = await records();
    expect(scoresIn(all)).toHaveLength(2 * SCORES);
    expect(scoresOf(all, 'contribution')).toHaveLength(2 * CRITERIA * 8);
    expect(comparisonsIn(all)).toHaveLength(2 * 2);
    expect(ollama.calls).toHaveLength(2 * CALLS);
    expect(said).toContain(
      `To be judged: 4 debates; 2 answers (2 debates without one); 8 contributions; 1 pair (baseline against ensemble, answers), 1 pair (baseline against ensemble, debates). That is ${SCORES} scores (${2 * CRITERIA} of them unscored for want of anything to judge) and 2 comparisons in both orders by each judge.`,
    );
    for (const title of ['Debates', 'Answers, read alone', 'Contributions, read within their debates']) {
      expect(said).toMatch(new RegExp(`^${title}\n\n +judge-1 gemma3:12b +judge-2 phi4:14b +together$`, 'm'));
    }
    expect(said).toContain('Mean over 8 contributions to whole debates from 1 to 7');
  });

  it('is the whole debate where nothing is asked for', async () => {
    const { judge, records } = await desk(FOUR);
    const said = await judge();
    const all = await records();
    expect(scoresIn(all).every(({ judgement }) => objectOf(judgement).kind === 'debate')).toBe(true);
    expect(comparisonsIn(all)).toEqual([]);
    expect(said).not.toMatch(/Answers|Contributions|Pairs/);
  });

  it('is added to when more is asked for later, and summed up for what was asked for last', async () => {
    const { judge, records, ollama } = await desk(FOUR);
    await judge();
    const before = ollama.calls.length;
    const said = await judge({ judged: ['answer'] });
    expect(ollama.calls.slice(before)).toHaveLength(2 * CRITERIA * 2);
    expect(said).toContain('Answers, read alone');
    expect(said).not.toMatch(/^Debates$/m);
    expect(scoresIn(await records())).toHaveLength(CRITERIA * (4 + 4));
  });

  it('is not taken for done by what was asked for before', async () => {
    const controller = new AbortController();
    const { judge } = await desk(FOUR, {
      before: (call) => {
        if (call === 2 * CRITERIA * 2) controller.abort();
      },
    });
    await judge({ judged: ['answer'] });
    expect(await judge({}, {}, controller)).toMatch(/^Parked: 0 of 28 scores are kept\./m);
  });

  it('is an answer without a word of its debate; where there is none nobody is asked, and it is counted', async () => {
    const { judge, records, ollama } = await desk(FOUR);
    const said = await judge({ judged: ['answer'] });
    expect(ollama.calls).toHaveLength(2 * CRITERIA * 2);
    for (const { read } of ollama.calls) {
      expect(read).toMatch(/Keep rule 0, with(?:out)? a review\./);
      expect(read).not.toMatch(/Speaker \d|round \d/);
    }
    const missing = scoresIn(await records()).filter(({ judgement }) => judgement.score.status === 'unscored');
    expect(missing).toHaveLength(2 * CRITERIA);
    for (const { judgement } of missing) expect(judgement.score).toMatchObject({ reason: 'nothing-to-judge' });
    expect(said).toContain('Mean over 2 answers of whole debates');
    expect(said).toContain('2 of 4 debates have no answer to judge, so these are unscored.');
    expect(said).toContain(`Unscored by judge-1 gemma3:12b: ${2 * CRITERIA} (nothing-to-judge ${2 * CRITERIA}).`);
  });

  it('is not the verdict of another judge, which is no answer', async () => {
    const verdict = { winner: 'Ada Bell', judge_reasoning: 'She spoke better.' };
    const { judge, ollama } = await desk(debate('Should it be?', null, verdict));
    const said = await judge({ judged: ['answer'] });
    expect(ollama.calls).toEqual([]);
    expect(said).toContain('1 of 1 debates have no answer to judge');
    expect(said).not.toMatch(/^Overall/m);
  });

  it('is what each speaker said under a number, and under the file’s names in the results', async () => {
    const { judge, records, ollama } = await desk(debate('Should it be?', null));
    const said = await judge({ judged: ['contribution'] });
    const scores = scoresIn(await records());
    expect(scores).toHaveLength(2 * CRITERIA);
    for (const { judgement, speaker } of scores) {
      const object = objectOf(judgement);
      expect([object.kind === 'contribution' ? object.speaker : '', speaker?.role, speaker?.model]).toEqual(
        speaker?.role === 'Ada Bell'
          ? ['Speaker 1', 'Ada Bell', 'mistral:7b']
          : ['Speaker 2', 'Tom Berg', 'qwen2.5:7b'],
      );
    }
    expect(ollama.calls).toHaveLength(2 * CRITERIA);
    for (const { read } of ollama.calls) {
      expect(read).toMatch(/what Speaker [12] said, and nothing that others said/);
      expect(read).not.toMatch(/Ada|Tom|mistral|qwen/);
    }
    expect(said).toMatch(/^Ada Bell \(mistral:7b\) +\d\.\d\d \(\d\.\d\d\) \[1\]$/m);
    expect(said).toMatch(/^Tom Berg \(qwen2.5:7b\) +\d\.\d\d \(\d\.\d\d\) \[1\]$/m);
  });

  it('is nobody’s contribution who only moderates, and no call for one who said nothing valid', async () => {
    const turns = [
      { role: 'Moderator', text: 'Let us begin with the first of you.' },
      { role: 'Ada Bell', text: 'It should, for it helps those who have little.' },
      { role: 'Tom Berg', text: 'It helps nobody who has not enough already.' },
      { role: 'Ruth Oke', text: '<think>Now what' },
    ];
    const { judge, records, ollama } = await desk(JSON.stringify({ topic: 'Should it be?', turns }));
    const said = await judge({ judged: ['contribution'] });
    const by = scoresIn(await records()).map(({ speaker, judgement }) => `${speaker?.role} ${judgement.score.status}`);
    expect([...new Set(by)]).toEqual(['Ada Bell scored', 'Tom Berg scored', 'Ruth Oke unscored']);
    expect(ollama.calls).toHaveLength(2 * CRITERIA);
    expect(said).toContain('1 of 3 speakers have no valid turn to judge, so these are unscored.');
    expect(said).toContain('2 contributions are to debates that are not whole and in no mean; overall');
  });
});

describe('pairs of debates of others', () => {
  it('are read in both orders, their answers alone where both have one, without a word of what tells them apart', async () => {
    const { judge, records, ollama } = await desk(FOUR);
    const said = await judge({ judged: ['pair'] });
    const pairs = comparisonsIn(await records());
    expect(pairs.map(({ conditions, judgement: { kind } }) => ({ kind, ...conditions }))).toEqual([
      { kind: 'answer', a: 'baseline', b: 'ensemble' },
      { kind: 'debate', a: 'baseline', b: 'ensemble' },
    ]);
    expect(ollama.calls).toHaveLength(4);
    for (const { read } of ollama.calls) {
      expect(read).toContain(PAIR_QUESTION);
      expect(read).not.toMatch(/baseline|ensemble_|none was named/i);
    }
    const answers = ollama.calls.slice(0, 2).map(({ read }) => read);
    for (const read of answers) expect(read).not.toMatch(/round \d/);
    const withFirst = answers.map((read) => read.indexOf('with a review') < read.indexOf('without a review'));
    expect(withFirst.sort()).toEqual([false, true]);
    for (const { judgement } of pairs) expect(judgement.outcome).toMatchObject({ status: 'compared' });
    expect(said).toContain('Pairs of answers: baseline against ensemble');
    expect(said).toContain('Pairs of debates: baseline against ensemble');
    expect(said).toMatch(/^Of 1 pair of whole debates, each read in both orders\./m);
  });

  it('count as wins of either, ties and flips as the judge went', async () => {
    // The first of two texts is better, whichever it is; of the second topic the one that is longer.
    const debates = ['One', 'Two'].flatMap((topic) => [
      debate(topic, 'plain', { answer: 'Do it.' }),
      debate(topic, 'rich', { answer: `Do it, but look after whoever loses by it. ${topic}` }),
    ]);
    const { judge, failure } = await desk(debates.join('\n'), {
      choose(body, response) {
        const read = JSON.stringify(body);
        const richFirst = read.indexOf('whoever loses') < read.lastIndexOf('Do it.');
        const chosen = read.includes('Two') ? (richFirst ? '1' : '2') : '1';
        const logprob = Math.log(0.9);
        const logprobs = [{ token: chosen, logprob, top_logprobs: [{ token: chosen, logprob }] }];
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ response: '', message: { content: '' }, done: true, done_reason: 'stop', logprobs }));
      },
    });
    const said = await judge({ judged: ['pair'] });
    const row = (name: string): string | undefined => new RegExp(`^${name} +(\\d+)$`, 'm').exec(said)?.[1];
    expect([row('plain is better'), row('rich is better')]).toEqual(['0', '1']);
    expect([row('a tie: undecided'), row('a tie: flipped with the order'), row('unscored')]).toEqual(['0', '1', '0']);
    expect(JSON.parse(await judge({ judged: ['pair'], json: true }))).toMatchObject({
      scores: [],
      pairs: [
        {
          kind: 'answer',
          conditions: { a: 'plain', b: 'rich' },
          pairs: { whole: 2, notWhole: 0 },
          judges: [{ whole: { a: 0, b: 1, ties: 1, flipped: 1, unscored: 0 }, unscored: {} }],
          together: null,
        },
      ],
    });
    expect(await failure({ judged: ['pair'], seed: 2 })).toMatch(/another run: its seed is 1, not 2/);
  });

  it('are said to be judged by a judge of a debater’s family, whichever debate that is in', async () => {
    const own = (topic: string, condition: string): string => debate(topic, condition).replaceAll('qwen2.5', 'gemma2');
    const debates = [debate('One', 'a'), own('One', 'b'), debate('Two', 'a'), debate('Two', 'b')];
    const { judge, records } = await desk(debates.join('\n'));
    await judge({ judged: ['pair'] });
    expect(comparisonsIn(await records()).map(({ sameFamily }) => sameFamily)).toEqual([true, false]);
  });

  it('with a debate that is not whole are apart', async () => {
    const { judge } = await desk([debate('One', 'a'), debate('One', 'b', {}, '<think>Now')].join('\n'));
    const said = await judge({ judged: ['pair'] });
    expect(said).toMatch(
      /^Of 1 pair a debate is not whole, so they stand apart: judge-1 gemma3:12b a \d, b \d, ties \d/m,
    );
    expect(said).not.toContain('is better');
  });

  it('are none where nothing tells debates apart: alone that is refused, with the rest it is said', async () => {
    const { judge, failure, ollama } = await desk(debatesOfOthers(2));
    expect(await failure({ judged: ['pair'] })).toMatch(
      /^Of the debates in .* that are fit to be judged \(2\) no two have the same topic and another condition.* field condition/,
    );
    expect(ollama.calls).toEqual([]);
    expect(await judge({ judged: ['debate', 'pair'] })).toMatch(/2 debates; no pairs\..*there are no pairs\./s);
  });
});

describe('a run over all objects', () => {
  it('that was broken off goes on, makes no call twice and comes to the same results', async () => {
    const whole = await desk(FOUR);
    await whole.judge({ judged: ALL });
    // In a debate's reason, in a contribution, in an answer, and between a pair's two orders.
    for (const at of [3, 30, CALLS - 20, CALLS - 3, CALLS - 1]) {
      const controller = new AbortController();
      const broken = await desk(FOUR, {
        before: (call) => {
          if (call === at) controller.abort();
        },
      });
      expect(await broken.judge({ judged: ALL }, {}, controller)).toMatch(
        /^Parked: \d+ of 112 scores, \d of 2 comparisons are kept\./m,
      );
      await appendFile(broken.out, '{"type":"compar');
      await broken.judge({ judged: ALL });
      expect(await readFile(broken.out, 'utf8')).toBe(await readFile(whole.out, 'utf8'));
      // The one that was broken off is made again.
      expect(broken.ollama.calls).toHaveLength(CALLS + 1);
      expect(new Set(broken.ollama.calls.map(({ asked }) => asked)).size).toBe(CALLS);
    }
  });
});
