import { appendFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isExpected, wordsFor } from '../../src/core/errors.ts';
import { parseJudgeOptions } from '../../src/judge-foreign/judge-options.ts';
import { debatesOfOthers } from '../support/debates-of-others.ts';
import { THINKER } from '../support/judging-ollama.ts';
import { paperLike } from '../support/paper-like.ts';
import { runProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { desk, GEMMA, PHI, scoresIn } from './desk.ts';

const keyOf = ({ judgement: { debate, judge, criterion } }: ReturnType<typeof scoresIn>[number]): string =>
  [debate, judge, criterion].join(' ');

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

function debate(roles: readonly (readonly [role: string, model: string | undefined, content: string])[]): string {
  return JSON.stringify({
    topic: 'Should the bridge be closed?',
    ensemble_used: 'creative_mix',
    winner: 'proponent',
    judge_reasoning: 'The verdict was for the first.',
    arguments: roles.map(([role, model, content]) => ({ role, model, content })),
  });
}

describe('debates of others', () => {
  it('get one score by each judge on each criterion, and a summary with the spread between them', async () => {
    const { judge, records, ollama, files } = await desk(debatesOfOthers(3));
    const said = await judge({ panel: `${GEMMA},${PHI}` });
    const scores = scoresIn(await records());
    expect(new Set(scores.map(keyOf)).size).toBe(3 * 2 * 7);
    expect(scores).toHaveLength(3 * 2 * 7);
    expect(scores.every(({ judgement }) => judgement.score.status === 'scored')).toBe(true);
    expect(ollama.calls).toHaveLength(3 * 2 * 7 * 2);
    expect(said).toMatch(/fit to be judged, valid +3 +12/);
    expect(said).toMatch(/judge-1 gemma3:12b +judge-2 phi4:14b +together/);
    const values = scores.flatMap(({ judgement: { judge: seat, criterion, score } }) =>
      seat === 'judge-2' && criterion === 'safety' && score.status === 'scored' ? [score.value] : [],
    );
    const mean = values.reduce((sum, value) => sum + value, 0) / 3;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2);
    const cells = /^Safety +(.*?) {2,}(.*?) {2,}/m.exec(said);
    expect(cells?.[2]).toMatch(new RegExp(`^${mean.toFixed(2)} ± ${spread.toFixed(2)} \\(\\d\\.\\d\\d\\)$`));
    expect(said).toMatch(/^Overall +\d/m);
    expect(said).toMatch(/^The paper's five .*\d/m);
    expect(said).toContain('judge-2 phi4:14b: not audited, so nobody knows what its scores are worth');
    expect(said).toMatch(/How well the judges agree: Krippendorff's alpha/);
    expect((await files()).sort()).toEqual(['debates.jsonl', 'debates.judged.jsonl']);
  });

  it('are read by judges without models, roles, ensembles and verdicts', async () => {
    const words = 'As Mistral I say, and the Opponent will deny it, that it should be closed.';
    const { judge, ollama } = await desk(
      debate([
        ['proponent', 'mistral:7b', words],
        ['opponent', 'qwen2.5:7b', 'It should stay open, for it is the only way across.'],
        ['judge', 'phi3:3.8b', 'The verdict goes to the side that spoke first.'],
      ]),
    );
    await judge();
    expect(ollama.calls).toHaveLength(14);
    for (const { read } of ollama.calls) {
      expect(read).toContain('As a model I say, and the Speaker 2 will deny it');
      expect(read).not.toMatch(/mistral|qwen|phi3|proponent|opponent|creative_mix|verdict/i);
    }
  });

  it('are said to be judged by a judge of a debater’s family, in as many debates as they are', async () => {
    const own = debate([
      ['pro', 'gemma2:9b', 'It should be closed, since it may fall.'],
      ['con', 'mistral:7b', 'It should stay open, since nobody saw it move.'],
    ]);
    const { judge, records } = await desk(`${own}\n${debatesOfOthers(1)}`);
    expect(await judge()).toContain('In 1 of 2 debates a debater is, or may be, of the family of judge-1');
    expect(scoresIn(await records()).map(({ sameFamily }) => sameFamily)).toEqual([
      ...Array.from({ length: 7 }, () => true),
      ...Array.from({ length: 7 }, () => false),
    ]);
  });

  it('are said, before any call, to be of a judge’s family, with who could judge in its place', async () => {
    const own = (model: string): string =>
      debate([
        ['pro', model, 'It should be closed, since it may fall.'],
        ['con', 'mistral:7b', 'It should stay open, since nobody saw it move.'],
      ]);
    const { judge } = await desk(`${own('gemma2:9b')}\n${debatesOfOthers(1)}`);
    expect(await judge()).toMatch(
      /^Judges favour their own family, and a debater is, or may be, of that of gemma3:12b in 1 of 2 debates\. Of other families than all debaters: phi4:14b \(--panel\)\.$/m,
    );
    expect(await judge({ panel: PHI, out: path.join(await temporaryFolder(), 'x.jsonl') })).not.toContain('favour');
    const unnamed = await desk(
      ['pro', 'con'].map((role) => JSON.stringify({ topic: 'A', role, text: `I am ${role}, and say why.` })).join('\n'),
    );
    expect(await unnamed.judge()).toMatch(
      /of that of gemma3:12b in 1 of 1 debates\. No model at hand is surely of another family than all debaters\.$/m,
    );
  });

  it('that are not whole are judged, and kept out of the means', async () => {
    const half = debate([
      ['pro', 'a:1b', 'It should be closed, for it is old.'],
      ['con', 'b:1b', 'It is not that old, I say.'],
      ['pro', 'a:1b', ''],
    ]);
    const { judge, records } = await desk(`${half}\n${debatesOfOthers(2)}`);
    const said = await judge();
    expect(said).toContain('Mean over 2 whole debates from 1 to 7');
    expect(said).toMatch(/^1 debate is not whole and in no mean; overall judge-1 gemma3:12b \d\.\d\d \(\d\.\d\d\)\.$/m);
    expect(scoresIn(await records())).toHaveLength(3 * 7);
    const summary: unknown = JSON.parse(await judge({ json: true }));
    expect(summary).toMatchObject({
      scores: [{ kind: 'debate', counts: { whole: 2, notWhole: 1, nothing: 0 }, judges: [{ notWhole: { n: 1 } }] }],
    });
    const means = JSON.stringify(summary).match(/"n":2,"mean"/g) ?? [];
    expect(means).toHaveLength(7 + 1 + 1);
  });

  it('are judged by judges that think first, as another run than by those that do not', async () => {
    const { judge, failure, records } = await desk(debatesOfOthers(1), { withThinker: true });
    await judge({ panel: THINKER, thinking: true });
    const scores = scoresIn(await records()).map(({ judgement: { score } }) => score);
    expect(scores).toHaveLength(7);
    for (const score of scores) expect(score).toMatchObject({ method: 'samples', measure: { thinking: true } });
    expect(await failure({ panel: THINKER })).toMatch(/its judges were asked to think first/);
  });

  it('that are none are counted and never shown to a judge', async () => {
    const { judge, failure, ollama, records, out } = await desk(JSON.stringify(paperLike()));
    const said = await judge({ check: true, out });
    expect(said).toMatch(/in the file +150 +750/);
    expect(said).toMatch(/fit to be judged, valid +45 +252/);
    expect(said).toMatch(/not whole: turns are missing +9/);
    expect(said).toMatch(/only a block of thinking that is never closed +489/);
    expect(said).toMatch(/not valid: empty +9/);
    expect(said).toMatch(/no side has a valid turn +90/);
    expect(said).toMatch(/only one side has a valid turn +15/);
    expect(ollama.asked).toEqual([]);
    const [checked, ...debates] = await records();
    expect(checked).toMatchObject({ type: 'checked', counts: { fit: 45, whole: 36, unfit: { 'no-valid-turn': 90 } } });
    expect(debates.filter((record) => record.type === 'debate' && record.fault === null)).toHaveLength(45);
    await writeFile(out, '');
    expect(await failure({ topic: 'x', input: out })).toMatch(/it is empty/);
  });

  it('of which none is fit cost no call', async () => {
    const { failure, ollama } = await desk(
      debate([
        ['pro', 'a:1b', 'It should be closed, I say.'],
        ['con', 'a:1b', ''],
      ]),
    );
    expect(await failure()).toMatch(/^None of the debates \(there is one\) in .* is fit to be judged/);
    expect(ollama.asked).toEqual([]);
  });

  it('without a topic are judged on the one that is given', async () => {
    const turns = ['pro', 'con'].map((role) => JSON.stringify({ role, text: `I am for ${role}, and say why.` }));
    const { judge, failure, ollama } = await desk(turns.join('\n'));
    expect(await failure()).toMatch(/None of the debates/);
    await judge({ topic: 'Should it be so?' });
    expect(ollama.calls[0]?.read).toContain('Should it be so?');
  });

  it('are checked and summed up as JSON for programs', async () => {
    const { judge } = await desk(debatesOfOthers(2));
    expect(JSON.parse(await judge({ check: true, json: true }))).toMatchObject({
      counts: { debates: 2, fit: 2 },
      debates: [{ fault: null, turns: [{ speaker: 'Speaker 1', fault: null }, {}, {}, {}] }, {}],
    });
    expect(JSON.parse(await judge({ json: true }))).toMatchObject({
      complete: true,
      fit: 2,
      judges: [{ judge: 'judge-1', model: GEMMA, sameFamily: 0 }],
      scores: [
        { judges: [{ judge: 'judge-1', unscored: {}, criteria: [{ n: 2, unscored: {} }, {}, {}, {}, {}, {}, {}] }] },
      ],
      pairs: [],
    });
  });
});

describe('a run', () => {
  it('that was broken off goes on, makes no call twice and comes to the same results', async () => {
    const whole = await desk(debatesOfOthers(4));
    await whole.judge();
    const controller = new AbortController();
    const broken = await desk(debatesOfOthers(4), {
      before: (call) => {
        if (call === 17) controller.abort();
      },
    });
    expect(await broken.judge({}, {}, controller)).toMatch(/Parked: 8 of 28 scores are kept\./);
    await appendFile(broken.out, '{"type":"judgem');
    const said = await broken.judge();
    expect(said).toContain('had been cut in the middle');
    expect(said).toContain('8 of 28 scores are there from before.');
    expect(await readFile(broken.out, 'utf8')).toBe(await readFile(whole.out, 'utf8'));
    // The reason that was broken off is asked for again; the score before it is not.
    expect(broken.ollama.calls).toHaveLength(whole.ollama.calls.length + 1);
    expect(new Set(broken.ollama.calls.map(({ asked }) => asked)).size).toBe(whole.ollama.calls.length);
    const before = broken.ollama.asked.length;
    expect(await broken.judge()).toMatch(/^Overall +\d/m);
    expect(broken.ollama.asked.slice(before).map(({ path: asked }) => asked)).not.toContain('/api/generate');
  });

  it('is parked by Ctrl-C, with status 130', async () => {
    let asked: () => void = () => {};
    const third = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const { folder, ollama, records } = await desk(debatesOfOthers(2), {
      before: async (call) => {
        if (call !== 6) return;
        asked();
        // This call is never answered.
        await new Promise(() => {});
      },
    });
    const program = runProgram(['judge', '--input', 'debates.jsonl', '--panel', GEMMA], folder, {
      OLLAMA_HOST: ollama.address,
    });
    await third;
    program.child.kill('SIGINT');
    expect(await program.ended).toBe(130);
    expect(program.stdout()).toContain('Parked: 3 of 14 scores are kept. The same command goes on there.');
    expect(program.stderr()).toBe('');
    expect(scoresIn(await records())).toHaveLength(3);
  });

  it('goes on when its file of debates has grown', async () => {
    const { judge, input, records, ollama } = await desk(debatesOfOthers(2));
    await judge();
    await writeFile(input, debatesOfOthers(3));
    await judge();
    expect(ollama.calls).toHaveLength(3 * 14);
    expect(scoresIn(await records())).toHaveLength(3 * 7);
  });

  it('judges as many debates at once as the servers have room for', async () => {
    let allThere: () => void = () => {};
    const three = new Promise<void>((resolve) => {
      allThere = resolve;
    });
    const { judge, records, folder, ollama } = await desk(debatesOfOthers(6), {
      // Nobody is answered before three have asked.
      before: (call) => {
        if (call === 2) allThere();
        return three;
      },
    });
    const servers = path.join(folder, 'servers.yaml');
    await writeFile(servers, `servers:\n  - kind: ollama\n    address: ${ollama.address}\n    concurrency: 3\n`);
    await judge({}, { MODEL_SERVERS: servers });
    expect(new Set(scoresIn(await records()).map(keyOf)).size).toBe(6 * 7);
  });

  it('says so when nothing can be known of its judges, and judges all the same', async () => {
    const { judge } = await desk(debatesOfOthers(1));
    expect(await judge({}, { DATABASE: 'sqlite://src' })).toMatch(
      /^judge-1 gemma3:12b: its audit cannot be read \(Could not open the database/m,
    );
  });

  it('names the models that are at hand when its panel is none', async () => {
    const { failure } = await desk(debatesOfOthers(1));
    expect(await failure({ panel: ` ${GEMMA}, nobody:1b,none` })).toMatch(
      /^No model called nobody:1b or none is at hand to judge\. .*At hand: gemma3:12b, phi4:14b \(Ollama at /,
    );
    expect(await failure({ panel: '' })).toMatch(/^Nobody is named to judge\. .*At hand: gemma3:12b, phi4:14b/);
    expect(await failure({}, { OLLAMA_HOST: 'http://127.0.0.1:1' })).toMatch(/^Ollama does not answer/);
  });

  it('says what can be judged where its list names anything else, or nothing', async () => {
    const options = { input: 'x', seed: 1 };
    for (const [judged, problem] of [
      ['debate,answers', /^--judged names answers, which cannot be judged\. /],
      ['verdict,,winner', /^--judged names verdict and winner, which cannot be judged\. /],
      [' , ', /^--judged names nothing to judge\. /],
    ] as const) {
      const error = thrownBy(() => parseJudgeOptions({ ...options, judged }));
      expect(isExpected(error) && wordsFor(error)).toMatch(problem);
      expect(isExpected(error) && error.advice).toBe(
        'It takes any of debate, answer, contribution, pair, with commas between.',
      );
    }
    expect(parseJudgeOptions({ ...options, judged: 'pair, debate,pair' }).judged).toEqual(['debate', 'pair']);
    expect(parseJudgeOptions(options).judged).toEqual(['debate']);
  });

  it('never mixes its scores with those of another one, or writes where something else stands', async () => {
    const { judge, failure, input, out, folder } = await desk(debatesOfOthers(1));
    await judge();
    const results = await readFile(out, 'utf8');
    expect(await failure({ seed: 2 })).toMatch(/holds the scores of another run: its seed is 1, not 2\. .*--out/);
    expect(await failure({ panel: PHI })).toMatch(/another run: its panel is gemma3:12b, not phi4:14b\./);
    await writeFile(out, results.replace(/"digest":"[^"]+"/, '"digest":"what it was"'));
    expect(await failure()).toMatch(/another run: the weights of gemma3:12b are others now\. .*--out/);
    await writeFile(out, results);
    await writeFile(`${out}.lock`, String(process.ppid));
    expect(await failure()).toMatch(/is being written by another process \(\d+; if it is none of yours, delete /);
    await writeFile(`${out}.lock`, '');
    await judge();
    expect(await readFile(out, 'utf8')).toBe(results);
    const text = await readFile(input, 'utf8');
    expect(await failure({ out: input })).toMatch(/is what is to be judged/);
    const other = path.join(folder, 'other.txt');
    await writeFile(other, 'dear diary');
    expect(await failure({ out: other })).toMatch(/holds something else in line 1\. Nothing was changed in it\./);
    await writeFile(other, '{"type":"checked"}\nx\n');
    expect(await failure({ out: other })).toMatch(/holds something else in line 1: /);
    expect(await readFile(input, 'utf8')).toBe(text);
    expect(await readFile(other, 'utf8')).toBe('{"type":"checked"}\nx\n');
    expect(await failure({ out: path.join(folder, 'no', 'x.jsonl') })).toMatch(
      /cannot be written: there is no such folder/,
    );
  });
});
