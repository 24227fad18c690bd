import { ChannelType, MessageType } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { sha256 } from '../../src/core/hash.ts';
import { isOfJudge, wordsFor } from '../support/speech.ts';
import { buttonFor, buttonsOf, textOf } from './eyes.ts';
import { inPieces } from './scripts.ts';
import { Stage } from './stage.ts';

const NASTY = '@everyone @here <@123456789012345678> <@&42> [a present](https://evil.example) ';
const HOUR = 3_600_000;

it('goes from the slash command to the results, in a thread of its own', async () => {
  const stage = await Stage.open();
  const script = {
    reply: (request: Parameters<typeof wordsFor>[0]) => {
      const words = wordsFor(request);
      return request.shape === undefined ? inPieces(`${NASTY}${words}`, 12, 900) : words;
    },
  };
  // The judge's reasons come fast: only the debaters are watched while they write.
  const { app } = await stage.run({
    script: { reply: (request) => (isOfJudge(request) ? `${NASTY}It is clear enough.` : script.reply(request)) },
  });
  const ada = await stage.eyes('Ada');
  const bea = await stage.eyes('Bea');
  const cem = await stage.eyes('Cem (scripted)', true);

  const answer = await ada.start({ scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 5 });
  expect(answer).toMatch(/^Debate `t-[0-9a-f]+` has a thread of its own/);
  expect(answer).toContain('It runs on a scripted model');
  const trial = /t-[0-9a-f]+/.exec(answer)?.[0] ?? '';

  const thread = await ada.thread();
  const created = ada.seen.find(({ event }) => event === 'THREAD_CREATE');
  expect(created?.data).toMatchObject({
    type: ChannelType.PublicThread,
    parent_id: stage.playground.channelId,
    name: expect.stringMatching(new RegExp(`^${app.content.scenarios.get('care-robot-refusal')?.title} · ${trial}$`)),
  });
  await bea.visitor.joinThread(thread);

  // The words grow before they stand.
  const turn = await ada.message(
    thread,
    ({ webhook_id, content }) => webhook_id !== undefined && !content.endsWith('▍'),
  );
  const versions = ada.versionsOf(turn.id).map(({ content }) => content);
  // How many there are in between depends on how fast the machine is.
  expect(versions.length).toBeGreaterThanOrEqual(2);
  for (const [place, version] of versions.slice(0, -1).entries()) {
    expect(version).toMatch(/ ▍$/);
    expect(versions[place + 1]).toContain(version.slice(0, -2).trimEnd());
  }
  expect(versions.at(-1)).not.toContain('▍');
  // By webhook, under the persona's name, with a picture that was uploaded.
  expect(turn.author.username).toBe(app.content.personas.get('grace')?.name);
  expect(turn.author.avatar).toMatch(/^[0-9a-f]{32}$/);
  await bea.visitor.react(thread, turn.id, '💡');
  await cem.visitor.react(thread, turn.id, '💡');

  const ballot = await ada.card(thread, 'Which answer is better?');
  await ada.message(thread, ({ content }) => content === '-# Both debates are done and scored.');
  const answers = ada.messagesIn(thread).filter(({ embeds }) => embeds[0]?.title?.startsWith('Answer ') === true);
  expect(answers.map(({ embeds }) => embeds[0]?.title)).toEqual(['Answer A', 'Answer B']);
  const names = [...app.content.personas.values()].map(({ name }) => name);
  for (const card of answers) {
    for (const name of names) expect(textOf(card)).not.toContain(name);
    await ada.until(() => ada.messagesIn(thread).length > 0);
  }
  expect(ballot.embeds[0]?.footer?.text).toMatch(/SHA-256 [0-9a-f]{64}$/);
  // Nothing sealed is on view.
  expect(ada.everything.map(textOf).join('\n')).not.toMatch(/Overall|Who wrote what: Answer/);

  expect(await ada.press(ballot, buttonFor(ballot, 'answer:A'))).toContain('Your vote: **A is better**');
  expect(await ada.press(ballot, buttonFor(ballot, 'answer:B'))).toContain('Your vote: **B is better**');
  const guessed = await ada.press(ballot, buttonFor(ballot, 'guess:unsure'));
  expect(guessed).toContain('Your vote: **B is better**');
  expect(guessed).toContain('you can’t tell');
  expect(await bea.press(ballot, buttonFor(ballot, 'answer:B'))).toContain('**B is better**');
  expect(await cem.press(ballot, buttonFor(ballot, 'answer:tie'))).toContain('**equally good**');
  // What one chose only that one sees.
  expect(bea.everything.map(textOf).join('\n')).not.toContain('Your vote: **A');

  stage.clock.skip(HOUR);
  const result = await ada.card(thread, 'Results (complete)');
  await app.trials.finished((await app.trials.list(1))[0]?.plan.trial ?? expect.fail());
  const text = textOf(result);
  expect(text).toMatch(/Judge: ensemble: ▰+▱*\n4\.8 ± /);
  expect(text).toMatch(/Judge: single model: ▰+▱*\n4\.8 ± /);
  expect(text).toMatch(/Votes by people: .*not enough votes/);
  expect(text).toMatch(
    /Votes by scripted voters \(programs, drawn at random\): 0 for the ensemble, 0 for the single model, 1/,
  );
  expect(text).toMatch(
    /What people marked by reactions: Turns: 💡 1\n.*\nTurns, by scripted voters \(programs, .*\): 💡 1\n/,
  );
  expect(text).toContain('The seal holds');
  // Anybody can hash what was sealed, and finds what was posted with the ballot.
  const file = await (await fetch(result.attachments[0]?.url ?? expect.fail())).text();
  expect(ballot.embeds[0]?.footer?.text).toContain(sha256(file));
  const closed = ada.messagesIn(thread).find(({ id }) => id === ballot.id);
  expect(closed?.embeds[0]?.title).toBe('The ballot is closed');
  expect(closed === undefined ? [] : buttonsOf(closed)).toEqual([]);
  const scores = await ada.card(thread, 'How the judge scored the ensemble');
  expect(scores.embeds[0]?.fields).toHaveLength(7);
  expect((await ada.card(thread, 'How the judge scored the single model')).attachments[0]?.filename).toBe(
    'single-model-debate.md',
  );

  const turns = ada.messagesIn(thread).filter(({ webhook_id }) => webhook_id !== undefined);
  expect(turns.map(({ author }) => author.username)).toEqual(
    ['grace', 'astrid', 'wen'].map((id) => app.content.personas.get(id)?.name),
  );
  const plain = ada
    .messagesIn(thread)
    .filter(({ type, webhook_id }) => type === MessageType.Default && webhook_id === undefined);
  expect(plain.map(({ content, embeds }) => content || embeds[0]?.title?.slice(0, 16))).toEqual([
    expect.any(String),
    expect.stringMatching(/^## Round 1: /),
    '## The answer',
    '-# Both debates are done and scored.',
    'Answer A',
    'Answer B',
    'The ballot is cl',
    'How the judge sc',
    'How the judge sc',
    'Results (complet',
  ]);
  // All offered reactions stand under a turn, in their order.
  const shown = await ada.visitor.messages(thread, 100);
  const emojis = shown.find(({ id }) => id === turn.id)?.reactions?.map(({ emoji }) => emoji.name);
  expect(emojis?.toSorted()).toEqual(app.content.reactions.reactions.map(({ emoji }) => emoji).toSorted());
  expect(textOf(turn)).not.toMatch(/@everyone|<@|\]\(/);
  expect(textOf(scores)).not.toMatch(/@everyone|<@|\]\(/);
  stage.expectClean(ada);
}, 20_000);
