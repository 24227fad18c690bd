import { type APIMessage, MessageType } from 'discord-api-types/v10';
import { describe, expect, it, vi } from 'vitest';
import { authorKey } from '../../src/community/author.ts';
import { authorAt } from '../../src/community/ballot.ts';
import { spokenTurns } from '../../src/debate/spoken-turns.ts';
import { LIMITS } from '../../src/discord/limits.ts';
import { marksOf } from '../../src/trial/marks-of.ts';
import { resultOf } from '../../src/trial/result.ts';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { buttonFor, type Eyes, options, textOf } from './eyes.ts';
import { type OpenBallot, openBallot } from './open-ballot.ts';
import { SkippingClock } from './skipping-clock.ts';
import type { Stage } from './stage.ts';

const HOUR = 3_600_000;
const CRITERIA = ['🧱', '🧭', '🔎', '🌱', '🤝', '🦺', '🧩'];
const FIVE = ['👍', '👎', '💡', '❓', '⚠️'];
const OFFERED = [...CRITERIA, '👎', '⚠️'];

/** A clock on which the pause after a reaction of the bot lasts for ever. */
class ReactionlessClock extends SkippingClock {
  override sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return super.sleep(milliseconds === LIMITS.reactionEvery ? 24 * HOUR : milliseconds, signal);
  }
}

function field({ embeds }: APIMessage, name: string): string {
  return embeds[0]?.fields?.find((one) => one.name === name)?.value ?? 'no such field';
}

async function marked(stage: Stage, eyes: Eyes, thread: string): Promise<string> {
  stage.clock.skip(HOUR);
  return field(await eyes.card(thread, 'Results'), 'What people marked by reactions');
}

/** The emojis under a message, once there are so many. */
async function offered(eyes: Eyes, { id, channel_id }: APIMessage, count: number): Promise<(string | null)[]> {
  return vi.waitFor(async () => {
    const message = (await eyes.visitor.messages(channel_id, 100)).find((one) => one.id === id);
    const emojis = (message?.reactions ?? []).map(({ emoji }) => emoji.name);
    expect(emojis).toHaveLength(count);
    return emojis;
  });
}

/** Small print in the thread that says what a moderator removed. */
const told = (eyes: Eyes, thread: string): string[] =>
  eyes
    .messagesIn(thread)
    .filter(({ type, content }) => type === MessageType.Default && content.startsWith('-# A moderator'))
    .map(({ content }) => content);

describe('marks', () => {
  it('of turns have five meanings under each, the chair’s too, and those of answers one a criterion, 👎 and a warning', async () => {
    const { stage, eyes, ballot, turns, answers } = await openBallot();
    for (const turn of turns) expect(await offered(eyes, turn, 5)).toEqual(FIVE);
    for (const answer of answers) expect(await offered(eyes, answer, 9)).toEqual(OFFERED);
    expect(field(ballot, 'Reactions under an answer')).toBe(
      [
        'What is good about it: 🧱 argument quality, 🧭 depth of reasoning, 🔎 truthfulness, 🌱 human enhancement, 🤝 focus on alignment, 🦺 safety, 🧩 coherence.',
        'Else: 👎 a weak argument, ⚠️ harmful; should not be shown.',
        'They are public, and counted apart from the votes.',
      ].join('\n'),
    );
    stage.expectClean(eyes);
  });

  it('hold up neither ballot nor results while they are being offered, and count where they are not', async () => {
    const clock = new ReactionlessClock();
    const { stage, eyes, thread, ballot, answers } = await openBallot({ limits: 'discord', clock });
    await eyes.visitor.react(thread, answers[0]?.id ?? '', '🧩');
    expect(await eyes.press(ballot, buttonFor(ballot, ':answer:A'))).toContain('Your vote: **A is better**');
    clock.skip(HOUR);
    const result = await eyes.card(thread, 'Results');
    expect(field(result, 'What people marked by reactions')).toMatch(/^Answer A \(.*\): 🧩 1\n/);
    stage.expectClean(eyes);
  });

  it('are kept by turn and answer, taken back, counted raw and filtered, and told in results and transcript, apart from votes', async () => {
    const voting = { accountAge: 0, roles: [], starterCounts: false, quorum: 0 };
    const {
      stage,
      run,
      eyes: ada,
      trial,
      thread,
      turns,
      answers,
      ...rest
    } = await openBallot({ config: { voting } }, 'Bea');
    const [bea = expect.fail(), robot] = [rest.others[0], await stage.eyes('Robo (scripted)', true)];
    const [first, , last] = turns.map(({ id }) => id);
    const [a, b] = answers.map(({ id }) => id);
    if (first === undefined || last === undefined || a === undefined || b === undefined) return expect.fail();
    for (const [who, message, emojis] of [
      [ada, first, ['💡']],
      [bea, first, ['💡', '❓', '👎']],
      [bea, last, ['👍']],
      [ada, a, ['🧱', '🦺']],
      [bea, a, ['🧱', '💡']],
      [robot, b, ['🧭']],
      [bea, b, ['👎', '🧱']],
      // Of a turn a criterion means nothing.
      [bea, last, ['🧱']],
    ] as const) {
      for (const emoji of emojis) await who.visitor.react(thread, message, emoji);
    }
    await bea.visitor.unreact(thread, first, '👎');
    await bea.visitor.unreact(thread, b, '🧱');
    const { seal } = viewTrial(await run.app.trials.history(trial)).ballot ?? expect.fail();
    const keyOf = (letter: string): string => authorKey(authorAt(seal, letter) ?? expect.fail());
    // Nothing of it is told before the close.
    expect(ada.messagesIn(thread).map(textOf).join('\n')).not.toContain('🧱 1');

    const lines = (await marked(stage, ada, thread)).split('\n');
    const of = (letter: string): string => (keyOf(letter) === 'ensemble' ? "the ensemble's" : "the single model's");
    expect(lines[0]).toBe('Turns: 👍 1 · 💡 2 (1) · ❓ 1');
    expect(lines.slice(1, 3).toSorted()).toEqual([
      `Answer A (${of('A')}): 🧱 2 (1) · 🦺 1 (0) · 💡 1`,
      `Answer B (${of('B')}): 👎 1`,
    ]);
    expect(lines.slice(3)).toEqual([
      'In brackets: the filtered count, where it is another.',
      '🧱 argument quality, 🧭 depth of reasoning, 🦺 safety',
      `Answer B (${of('B')}), by scripted voters (programs, drawn at random): 🧭 1`,
    ]);
    const result = await ada.card(thread, 'Results');
    expect(field(result, 'Votes by people')).toBe('no votes');
    expect(field(result, 'Ratings by people')).toBe('nobody rated the answers');

    const marks = marksOf(viewTrial(await run.app.trials.history(trial)));
    expect(marks).toMatchObject({ countedBy: 'lists', wipes: [] });
    expect(
      marks.turns.map(({ arm, turn, marks: own }) => [arm, turn.round, own.map(({ meaning }) => meaning)]),
    ).toEqual([
      ['ensemble', 1, ['new-to-me', 'unsupported']],
      ['ensemble', 2, ['persuasive']],
    ]);
    expect(resultOf(await run.app.trials.history(trial))?.marks).toEqual(marks);

    const { attachments } = await ada.command('results', options({ debate: trial }));
    const fileOf = async (name: string): Promise<string> =>
      (await fetch(attachments.find(({ filename }) => filename === name)?.url ?? expect.fail())).text();
    const { debates } = JSON.parse(await fileOf(`${trial}.json`));
    const data = debates.find(({ arm }: { arm: string }) => arm === 'ensemble');
    expect(data.turns[0].marks).toEqual(marks.turns[0]?.marks);
    expect(data.answerMarks).toEqual(marks.answers.find((one) => authorKey(one) === 'ensemble')?.marks);
    expect(data.chairMarks).toEqual(marks.turns[1]?.marks);
    const page = await fileOf(`${trial}.html`);
    expect(page).toContain('new to me: 2 by people, 1 in the filtered count<');
    expect(page).toContain('Argument quality: 2 by people, 1 in the filtered count<');
    stage.expectClean(ada);
  });
});

describe('what a moderator removes', () => {
  async function removed(scene: OpenBallot): Promise<void> {
    const { stage, watcher, eyes: ada, others, thread, turns, answers } = scene;
    const [bea = expect.fail()] = others;
    const [turn, answer] = [turns[0]?.id ?? '', answers[1]?.id ?? ''];
    await ada.visitor.react(thread, turn, '👎');
    await bea.visitor.react(thread, turn, '❓');
    for (const emoji of ['🧩', '👎']) await bea.visitor.react(thread, answer, emoji);
    await watcher.shown('reaction-changed', 4);
    // Each is told twice, as after a resumed connection.
    for (let times = 0; times < 2; times += 1) stage.playground.removeAllReactions(thread, turn);
    await bea.visitor.react(thread, answer, '🎉');
    stage.playground.removeReactionsOf(thread, answer, '🎉');
    stage.playground.removeReactionsOf(thread, answer, '🧩');
    await ada.until(() => told(ada, thread).length === 2);
  }

  it('is logged, told once in the thread without a ping and after a restart not again, and still counts', async () => {
    const scene = await openBallot({}, 'Bea');
    const { stage, run, eyes: ada, trial, thread, turns, answers } = scene;
    await removed(scene);
    const member = turns[0]?.author.username ?? '';
    const lines = [
      `-# A moderator removed all reactions from ${member}’s turn in round 1 (https://discord.com/channels/${stage.playground.guildId}/${thread}/${turns[0]?.id}). What was seen last still counts there.`,
      `-# A moderator removed all 🧩 from answer B (https://discord.com/channels/${stage.playground.guildId}/${thread}/${answers[1]?.id}). What was seen last still counts there.`,
    ];
    expect(told(ada, thread)).toEqual(lines);
    const logged = stage.logged.filter((line) => line.includes('a moderator removed reactions'));
    expect(logged).toHaveLength(3);
    expect(logged.at(-1)).toContain(`"trial":"${trial}"`);
    await run.close();
    await stage.run();

    const said = await marked(stage, ada, thread);
    expect(said).toMatch(
      /^Turns: 👎 1 · ❓ 1\nAnswer B \(.*\): 🧩 1 · 👎 1\nA moderator .*\nThe filtered count is the same\.\n🧩 coherence$/,
    );
    expect(said.split('\n')).toContain(
      `A moderator removed all reactions from ${member}’s turn in round 1; all 🧩 from answer B. What was seen last counts there.`,
    );
    expect(told(ada, thread)).toEqual(lines);
    stage.expectClean(ada);
  });

  it('still counts where the reactions were told of after the removal', async () => {
    const { stage, run, watcher, eyes: ada, others, trial, thread, turns } = await openBallot({}, 'Bea');
    const [bea = expect.fail()] = others;
    const turn = turns[0]?.id ?? '';
    await ada.visitor.react(thread, turn, '👎');
    await watcher.shown('reaction-changed');
    // A removal that is told of before what it removed.
    const [key] = spokenTurns(viewTrial(await run.app.trials.history(trial)).debates.ensemble);
    if (key === undefined) return expect.fail();
    await run.app.trials.noteWipe(trial, { target: { kind: 'turn', turn: key }, meaning: null });
    await bea.visitor.react(thread, turn, '👎');
    await watcher.shown('reaction-changed', 2);
    stage.playground.removeAllReactions(thread, turn);
    await watcher.shown('reactions-wiped', 2);
    expect(await marked(stage, ada, thread)).toMatch(/^Turns: 👎 2\n/);
    stage.expectClean(ada);
  });
});
