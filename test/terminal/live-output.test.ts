import { describe, expect, it } from 'vitest';
import type { DebateEvent } from '../../src/debate/events.ts';
import { seatSchema } from '../../src/debate/plan.ts';
import { DownloadProgress } from '../../src/terminal/download-progress.ts';
import { openScreen } from '../../src/terminal/open-screen.ts';
import { TerminalScreen } from '../../src/terminal/terminal-screen.ts';
import type { TrialUpdate } from '../../src/trial/events.ts';
import { HandClock } from '../support/hand-clock.ts';
import { voterId } from '../support/people.ts';
import { FakeTerminal } from './fake-terminal.ts';
import { openScene, PAGE, play, type Scene } from './play.ts';

const COLORS = { TERM: 'xterm', COLORTERM: 'truecolor' };
const GRACE = { round: 1, seat: seatSchema.parse('grace') };

function openLive(columns = 80): { terminal: FakeTerminal; screen: TerminalScreen; clock: HandClock } {
  const terminal = new FakeTerminal(columns);
  const clock = new HandClock();
  return { terminal, clock, screen: new TerminalScreen({ out: terminal, colorDepth: 24, overwrite: true, clock }) };
}

const said = (event: DebateEvent, arm: 'ensemble' | 'baseline' = 'ensemble'): TrialUpdate => ({
  source: 'debate',
  arm,
  event,
});
const turnStart = (attempt = 1): TrialUpdate =>
  said({ type: 'turn-start', turn: GRACE, attempt, seed: 1, promptTokens: 1, templateHash: '' });
const delta = (text: string, attempt = 1): TrialUpdate => said({ type: 'turn-delta', turn: GRACE, attempt, text });
const turnEnd = (text: string, rejected = false, attempt = 1): TrialUpdate =>
  said({
    type: 'turn-end',
    turn: GRACE,
    attempt,
    text,
    thinking: '',
    outcome: rejected ? { status: 'rejected', reason: 'repeats-itself', detail: '' } : { status: 'valid' },
    finishReason: 'stop',
    usage: {},
    milliseconds: 1,
  });

/** Lets time pass second by second, so that whoever draws each second does. */
async function pass(clock: HandClock, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    clock.move(1000);
    await new Promise(setImmediate);
  }
}

async function begin(screen: TerminalScreen, id?: string): Promise<Scene> {
  const scene = openScene(screen, id);
  await scene.show({ source: 'trial', event: { type: 'trial-start', plan: scene.plan } });
  return scene;
}

describe('a trial on a terminal', () => {
  it('is printed whole, with names in colours, headings underlined, and no progress left behind', async () => {
    const terminal = new FakeTerminal();
    await play(openScreen(terminal, COLORS, false));
    expect(terminal.raw).toMatch(/\p{Cc}\[1;38;2;\d+;\d+;\d+mGrace Achieng\p{Cc}\[0m/u);
    expect(terminal.raw).toMatch(/\p{Cc}\[4mRound 1: opening/u);
    expect(terminal.rows.filter((row) => /thinking …|judging: \d|gets ready|s left/.test(row))).toEqual([]);
    expect(terminal.rows.filter((row) => row === 'Grace Achieng (for)')).toHaveLength(1);
    expect(terminal.text).toContain('Results (complete)');
  });

  it('has no colours with NO_COLOR, and fewer where the terminal has fewer', async () => {
    const plain = new FakeTerminal();
    await play(openScreen(plain, { ...COLORS, NO_COLOR: '1' }, false));
    expect(plain.raw).not.toMatch(/\p{Cc}\[[\d;]*m/u);
    expect(plain.text).toContain('Results (complete)');
    const few = new FakeTerminal();
    await play(openScreen(few, { TERM: 'xterm-256color' }, false));
    expect(few.raw).toMatch(/\p{Cc}\[1;38;5;\d+mGrace Achieng\p{Cc}\[0m/u);
    expect(few.raw).not.toContain('38;2;');
  });

  it('only appends on a terminal that can do no more', async () => {
    const dumb = new FakeTerminal();
    await play(openScreen(dumb, { TERM: 'dumb' }, true));
    expect(dumb.raw.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(dumb.text).toContain('judging: 14 of 14 scores');
  });

  it('shows words as they are written, and never breaks one', async () => {
    const { terminal, screen } = openLive(30);
    const scene = await begin(screen);
    await scene.show(turnStart());
    await scene.show(delta('Robots should respect the wishes of'));
    expect(terminal.rows.slice(-3)).toEqual(['Grace Achieng (for)', 'Robots should respect the', 'wishes']);
    const all = 'Robots should respect the wishes of adults, always.';
    await scene.show(delta(all));
    await scene.show(turnEnd(all));
    expect(terminal.rows.slice(-4)).toEqual(['Robots should respect the', 'wishes of adults, always.', '', '']);
    await scene.end();
  });

  it('shows words of a script without spaces at once, and a word that fills a line', async () => {
    const { terminal, screen } = openLive(20);
    const scene = await begin(screen);
    await scene.show(delta('漢字漢字漢字漢字漢字漢字漢字'));
    expect(terminal.rows.slice(-2)).toEqual(['漢字漢字漢字漢字漢字', '漢字漢字']);
    await scene.show(turnEnd('漢字漢字漢字漢字漢字漢字漢字'));
    await scene.show(delta('x'.repeat(19)));
    expect(terminal.rows.at(-1)).toBe('');
    await scene.show(delta('x'.repeat(25)));
    expect(terminal.text).toContain('x'.repeat(20));
    await scene.end();
  });

  it('prints once what was shown with marks that do not belong to it, and again what turned out otherwise', async () => {
    const { terminal, screen } = openLive();
    const scene = await begin(screen);
    await scene.show(delta('"Robots serve'));
    await scene.show(turnEnd('Robots serve'));
    expect(terminal.text.match(/Robots serve/g)).toHaveLength(1);
    await scene.show(delta('Doctors know'));
    await scene.show(turnEnd('Patients know'));
    expect(terminal.text).toMatch(/Doctors know\n\(as it counts:\)\nPatients know\n/);
    await scene.end();
  });

  it('leaves a rejected attempt on the screen and says that it does not count', async () => {
    const { terminal, screen } = openLive();
    const scene = await begin(screen);
    await scene.show(delta('Again and again'));
    await scene.show(turnEnd('Again and again', true));
    await scene.show(turnStart(2));
    expect(terminal.rows.slice(-3)).toEqual([
      'Again and again',
      '(Grace Achieng, attempt 1: it repeated itself; not counted)',
      'Grace Achieng is thinking …',
    ]);
    await scene.end();
  });

  it('says in each silence what is going on and for how long', async () => {
    const { terminal, screen, clock } = openLive();
    const scene = await begin(screen);
    expect(terminal.rows.at(-1)).toBe('waiting for the models …');
    const [baseline] = scene.plan.baselines;
    if (baseline === undefined) throw new Error('a trial has a baseline');
    await scene.show(said({ type: 'debate-start', plan: scene.plan.ensemble }));
    await pass(clock, 7);
    expect(terminal.rows.at(-1)).toBe('scripted-model:1b gets ready … 7 s');
    await scene.show(turnStart());
    await pass(clock, 12);
    expect(terminal.rows.at(-1)).toBe('Grace Achieng is thinking … 12 s');
    await scene.show(turnEnd('Words.'));
    await scene.show(said({ type: 'debate-start', plan: baseline }, 'baseline'));
    await scene.show(
      said({ type: 'turn-start', turn: GRACE, attempt: 1, seed: 1, promptTokens: 1, templateHash: '' }, 'baseline'),
    );
    await pass(clock, 1);
    expect(terminal.rows.at(-1)).toBe('single model: turn 1 of 3 … 1 s');
    await scene.show(said({ type: 'turn-delta', turn: GRACE, attempt: 1, text: 'Robots serve' }, 'baseline'));
    await pass(clock, 2);
    expect(terminal.rows.at(-1)).toBe('single model: turn 1 of 3, 2 words … 3 s');
    await scene.show({
      source: 'trial',
      event: { type: 'judging-start', debate: scene.plan.ensemble.debate, arm: 'ensemble' },
    });
    await pass(clock, 3);
    expect(terminal.rows.at(-1)).toBe('judging: 0 of 14 scores … 3 s');
    await scene.end();
    expect(terminal.rows.at(-1)).toBe('');
    expect(clock.sleeping).toEqual([]);
  });

  it('counts down to the end of the ballot, and who has voted, people and scripted voters apart', async () => {
    const { terminal, screen, clock } = openLive();
    const scene = await begin(screen);
    const seal = { order: [], nonce: '0'.repeat(64), commitment: 'f'.repeat(64) };
    const opensAt = clock.now();
    const ballot = { seal, opensAt, closesAt: opensAt + 60_000 };
    await scene.show({ source: 'trial', event: { type: 'ballot-open', ballot } });
    expect(terminal.text).toContain(`vote at ${PAGE}`);
    const vote = {
      item: 'answer' as const,
      choice: 'A' as const,
      watched: true,
      starter: false,
      accountCreatedAt: null,
    };
    for (const [voter, scripted] of [
      ['1', false],
      ['2', true],
      ['2', true],
    ] as const) {
      await scene.show({
        source: 'trial',
        event: { type: 'vote-cast', vote: { ...vote, voter: voterId(voter), scripted } },
      });
    }
    await pass(clock, 20);
    expect(terminal.rows.at(-1)).toBe('ballot: 40 s left; voted: one person, one scripted voter');

    const short = { voters: 1, quorum: 3 };
    await scene.show({ source: 'trial', event: { type: 'ballot-reminded', ...short } });
    await scene.show({ source: 'trial', event: { type: 'ballot-extended', closesAt: opensAt + 66_000, ...short } });
    await pass(clock, 2);
    expect(terminal.rows.at(-1)).toBe('ballot: 4 s left; voted: one person, one scripted voter');
    await scene.show({ source: 'trial', event: { type: 'ballot-close-asked', by: 'moderator' } });
    for (const line of [
      'Votes are missing: the ballot has 1 of the 3 votes that it should have.',
      'At its deadline the ballot had 1 of the 3 votes that it should have: it stays open for 6 s more.',
      'The ballot is closed by a moderator.',
    ])
      expect(terminal.text.replaceAll('\n', ' ')).toContain(line);
    await scene.end();
  });

  it('keeps the progress to one row, also with wide characters and when the terminal becomes narrow', async () => {
    const { terminal, screen } = openLive(80);
    const part = screen.part();
    part.line('above');
    part.status(() => `漢字 👩‍👩‍👧 ${'long words about what is going on '.repeat(4)}`);
    expect(terminal.rows).toHaveLength(2);
    terminal.resize(40);
    expect(terminal.rows).toHaveLength(2);
    expect(terminal.rows.at(-1)).toMatch(/^漢字 👩‍👩‍👧 long words .*…$/);
    terminal.resize(120);
    part.line('below');
    part.status(undefined);
    expect(terminal.rows).toEqual(['above', 'below', '']);
  });

  it('lets a turn end before another trial says anything', async () => {
    const { terminal, screen } = openLive();
    const first = await begin(screen, 't-aaaaaa');
    const second = await begin(screen, 't-bbbbbb');
    await second.show(turnStart());
    await second.show(delta('Robots should respect '));
    await first.show({ source: 'trial', event: { type: 'trial-hidden', by: 'moderator', reason: 'rude' } });
    await first.show({ source: 'trial', event: { type: 'ballot-closed' } });
    await second.show(delta('Robots should respect wishes.'));
    await second.show(turnEnd('Robots should respect wishes.'));
    expect(terminal.text).toContain(
      'Robots should respect wishes.\n\nTaken off view (rude).\nThe ballot is closed; voted: nobody.\n',
    );
    await first.end();
    await second.end();
  });

  it('shows what a model or a person wrote, and obeys nothing of it', async () => {
    const { terminal, screen } = openLive();
    const scene = await begin(screen);
    const evil = '\u001b[2J\u001b[1A\u001b]52;c;bWluZQ==\u0007\r\u009b2KOver\b\b\b\b it';
    // The terminal of this test throws on whatever escape sequence the program does not use itself.
    for (let end = 1; end <= evil.length; end += 1) await scene.show(delta(evil.slice(0, end)));
    await scene.show(turnEnd(evil));
    await scene.show({ source: 'trial', event: { type: 'trial-hidden', by: 'moderator', reason: evil } });
    await scene.show(said({ type: 'debate-end', status: 'failed', reasons: [evil] }));
    await scene.end();
    expect(terminal.rows[1]).toBe(scene.plan.ensemble.scenario.motion.slice(0, 80).trimEnd());
    expect(terminal.text).toContain('␛[2J␛[1A␛]52;c;bWluZQ==␇�2KOver␈␈␈␈ it');
  });

  it('tells a download on one row, with the time it takes', async () => {
    const { terminal, screen, clock } = openLive();
    const progress = new DownloadProgress(screen);
    progress.show(0, 93e6);
    await pass(clock, 4);
    progress.show(41e6, 93e6);
    await pass(clock, 1);
    expect(terminal.rows).toEqual(['Fetching the small model, once: 41 of 93 MB, 5 s']);
    progress.end();
    expect(terminal.rows).toEqual(['']);
    expect(clock.sleeping).toEqual([]);
  });
});
