import type { APIMessage } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { answersIn } from '../../src/audit/audit-figures.ts';
import { loadAuditTexts } from '../../src/audit/audit-texts.ts';
import { makeAuditPlan } from '../../src/audit/plan.ts';
import { workOf } from '../../src/audit/readings.ts';
import type { RenderedPrompt } from '../../src/content/rendered-prompt.ts';
import { orAborted } from '../../src/core/or-aborted.ts';
import type { ChatModel, ModelHost, ModelInfo } from '../../src/models/port/chat-model.ts';
import { type Script, scriptedHost, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { PROJECT_ROOT } from '../../src/start-app.ts';
import { content } from '../support/content.ts';
import { lookingAtChoices } from '../support/looking-at-choices.ts';
import { promptText, wordsFor } from '../support/speech.ts';
import { buttonFor, type Eyes, sub, textOf } from './eyes.ts';
import { latch } from './pauses.ts';
import { ORDINARY } from './permissions.ts';
import { MODEL, Stage } from './stage.ts';
import { threadOf, trialIn } from './threads.ts';

const OTHER = 'scripted-other:2b';
const SMALL = { scenario: 'care-robot-refusal', rounds: 1, ballot: '1h' };
const WARNING = 40;

const texts = await loadAuditTexts(PROJECT_ROOT, content);
const quick = workOf(makeAuditPlan('quick', 1, texts), texts, content);
/** Each score is one choice, each comparison two. */
const CHOICES = answersIn(quick) + quick.comparisons.length;
const planted = texts.planted.flatMap(({ turns }) => turns.map(({ text }) => text.trim().slice(0, 30)));

/** What the scripted models were asked, in order: by an audit, or by a debate and its judge. */
interface Asked {
  readonly host: ModelHost;
  readonly calls: ('audit' | 'debate')[];
  /** How often an audit asked for a choice. */
  choices(): number;
  /** Resolves when an audit asks for the choice of that number; it is answered once `goOn` was called. */
  pauseAt(choice: number): { readonly reached: Promise<void>; goOn(): void };
}

/** Good debaters, and a judge that says the same of everything, which no audit finds fit. */
function watched(models: readonly ModelInfo[] = [scriptedModelInfo(MODEL)]): Asked {
  const calls: ('audit' | 'debate')[] = [];
  const pauses = new Map<number, { reach(): void; readonly over: Promise<void> }>();
  let choices = 0;
  const whose = (prompt: RenderedPrompt): 'audit' | 'debate' => {
    const text = promptText({ prompt });
    return planted.some((words) => text.includes(words)) ? 'audit' : 'debate';
  };
  const script: Script = {
    reply(request) {
      const by = whose(request.prompt);
      calls.push(by);
      return by === 'audit' ? 'It names what follows from it.' : wordsFor(request);
    },
    // Of two texts it prefers the first, whichever that is.
    choose: (prompt) => new Map([[promptText({ prompt }).includes('\nText 2:\n') ? '1' : '5', 1]]),
  };
  const host = scriptedHost(models, script);
  const open = async (name: string): Promise<ChatModel> => {
    return lookingAtChoices(await host.open(name), async (prompt, signal) => {
      const by = whose(prompt);
      calls.push(by);
      if (by !== 'audit') return;
      choices += 1;
      const pause = pauses.get(choices);
      pause?.reach();
      await orAborted(pause?.over ?? Promise.resolve(), signal);
    });
  };
  return {
    host: { ...host, open },
    calls,
    choices: () => choices,
    pauseAt(choice) {
      const [reached, reach] = latch();
      const [over, goOn] = latch();
      pauses.set(choice, { reach, over });
      return { reached, goOn };
    },
  };
}

const judge = (eyes: Eyes, subcommand: string, given: Record<string, string> = {}): Promise<APIMessage> =>
  eyes.command('judge', sub(subcommand, given));
const audit = (eyes: Eyes, model = MODEL): Promise<APIMessage> => judge(eyes, 'audit', { judge: model, size: 'quick' });
/** The audit's own message, once it says something. */
const progress = (eyes: Eyes, words: RegExp): Promise<APIMessage> =>
  eyes.message(eyes.channelId, ({ content: text }) => text.startsWith('**Audit of the judge**') && words.test(text));

/** Ada's audit, which waits with the twentieth choice. @returns `shown`: its message */
async function auditPaused() {
  const stage = await Stage.open();
  const asked = watched();
  const pause = asked.pauseAt(20);
  const { app } = await stage.run({ host: asked.host });
  const ada = await stage.eyes('Ada');
  await audit(ada);
  const shown = await progress(ada, /gives way to debates/);
  await pause.reached;
  return { stage, asked, pause, app, ada, shown };
}

describe('/judge audit', () => {
  it('shows how far it is, and in the end the verdict, its figures and the whole sheet, which /judge sheet shows to anybody', async () => {
    const stage = await Stage.open();
    const asked = watched();
    const pause = asked.pauseAt(20);
    await stage.run({ host: asked.host });
    const ada = await stage.eyes('Ada');
    expect((await judge(ada, 'sheet', { judge: MODEL })).content).toContain(
      `\`${MODEL}\`: not audited, so nobody knows what its scores are worth`,
    );

    expect((await audit(ada)).content).toMatch(/^The audit of `scripted-model:1b` has begun.* A sheet is of the bot/);
    await pause.reached;
    stage.clock.skip(10_000);
    const total = answersIn(quick);
    await progress(ada, new RegExp(`\`\\[#+-+\\] 19 of ${total}, (?:less than a minute|about \\d+ min) left\``));
    expect((await audit(ada)).content).toMatch(/^The audit of `scripted-model:1b` goes on in <#\d+>: `\[#+-+\] 19 of/);
    pause.goOn();

    const ended = await ada.message(ada.channelId, ({ embeds }) => embeds.length > 0);
    expect(ended.attachments.map(({ filename }) => filename)).toEqual([
      'scripted-model-1b-quick.md',
      'scripted-model-1b-quick.json',
    ]);
    expect(textOf(ended)).toMatch(/Audit of the judge scripted-model:1b: not fit/);
    expect(textOf(ended)).toMatch(/\*\*Safety\*\*: not fit\. 50% \(\d+ to \d+\) of \d+ pairs, AUC 0\.50/);
    expect(textOf(ended)).toMatch(/Order flips: .* of 4 pairs/);
    expect(asked.choices()).toBe(CHOICES);

    stage.playground.setVisitorPermissions(ORDINARY);
    const bea = await stage.eyes('Bea');
    const sheet = await judge(bea, 'sheet', { judge: MODEL });
    expect(sheet.embeds[0]?.title).toBe('Audit of the judge scripted-model:1b: not fit');
    expect(sheet.attachments).toHaveLength(2);
    expect((await audit(bea)).content).toBe(
      'You may not have judges audited. It takes the permission Manage Server; /judge sheet is open to all.',
    );
    expect((await judge(bea, 'stop')).content).toMatch(/^You may not have judges audited\./);
    stage.expectClean(ada);
  });

  it('says in one line each why it is not begun', async () => {
    const stage = await Stage.open();
    const asked = watched([scriptedModelInfo(MODEL), scriptedModelInfo(OTHER)]);
    const pause = asked.pauseAt(1);
    await stage.run({ host: asked.host });
    const ada = await stage.eyes('Ada');
    const unknown = await audit(ada, 'nobody:1b');
    expect(unknown.content).toMatch(
      /^There is no model nobody:1b on .* Name one of these: scripted-model:1b, scripted-other:2b\./,
    );
    expect((await judge(ada, 'sheet', { judge: 'nobody:1b' })).content).toBe(unknown.content);
    expect((await judge(ada, 'stop')).content).toBe('No judge is being audited.');
    await audit(ada);
    await pause.reached;
    expect((await audit(ada, OTHER)).content).toMatch(
      /^The audit of scripted-model:1b \(size quick\) is running\. One judge is audited at a time/,
    );
    pause.goOn();
    stage.expectClean(ada);
  });

  it('gives way: as long as a debate has the models, no call of it begins', async () => {
    const stage = await Stage.open();
    const asked = watched();
    const pause = asked.pauseAt(20);
    await stage.run({ host: asked.host });
    const ada = await stage.eyes('Ada');
    const later = asked.pauseAt(30);
    await audit(ada);
    await pause.reached;
    const thread = await threadOf(ada, trialIn(await ada.start(SMALL)));
    pause.goOn();
    await ada.card(thread, 'Which answer');
    await later.reached;

    const [first, last] = [asked.calls.indexOf('debate'), asked.calls.lastIndexOf('debate')];
    expect(asked.calls.slice(0, first)).toContain('audit');
    expect(new Set(asked.calls.slice(first, last + 1))).toEqual(new Set(['debate']));
    expect(asked.calls.slice(last)).toContain('audit');
    stage.expectClean(ada);
  });

  it('is parked by /judge stop, and goes on where it was when it is asked for again', async () => {
    const { stage, asked, app, ada } = await auditPaused();
    expect((await judge(ada, 'stop')).content).toBe('It is parked. `/judge audit` goes on from there.');
    await progress(ada, /19 of \d+.*\nParked by Ada\. What was heard is stored/);
    expect(app.audits.ongoing).toBeUndefined();
    const later = asked.pauseAt(30);
    await audit(ada);
    await later.reached;
    // What was in flight was asked again.
    expect((await audit(ada)).content).toMatch(/\] 28 of /);
    stage.expectClean(ada);
  });

  it('shows its sheet in a new message where somebody deleted the one with the bar', async () => {
    const { stage, ada, pause, shown } = await auditPaused();
    stage.playground.deleteMessage(ada.channelId, shown.id);
    pause.goOn();
    const ended = await ada.message(ada.channelId, ({ embeds }) => embeds.length > 0);
    expect(ended.id).not.toBe(shown.id);
    expect(ended.attachments).toHaveLength(2);
    stage.expectClean(ada);
  });

  it('moves its bar to a new message before the old one is too old to be changed', async () => {
    const { stage, ada, shown } = await auditPaused();
    const bars = () => ada.messagesIn(ada.channelId).filter(({ content: text }) => text.startsWith('**Audit'));
    stage.clock.skip(50 * 60_000);
    const [moved] = await ada.until(() => {
      const now = bars();
      return now.length === 1 && now[0]?.id !== shown.id && now;
    });
    expect(moved?.content).toMatch(/\] 19 of /);
    stage.expectClean(ada);
  });

  it('is parked when the bot ends, in order, and goes on by itself at the next start: nothing is asked twice but what was in flight', async () => {
    const stage = await Stage.open();
    const asked = watched();
    const pause = asked.pauseAt(20);
    const first = await stage.run({ host: asked.host });
    const ada = await stage.eyes('Ada');
    await audit(ada);
    await pause.reached;
    await first.close();
    const parked = await progress(ada, /19 of \d+.*\nParked, since the bot is being restarted: it goes on by itself\./);
    expect(stage.logged.filter((line) => Number(/"level":(\d+)/.exec(line)?.[1]) >= WARNING)).toEqual([]);

    const second = await stage.run({ host: asked.host });
    const ended = await ada.message(ada.channelId, ({ embeds }) => embeds.length > 0);
    expect(ended.id).toBe(parked.id);
    expect(asked.choices()).toBe(CHOICES + 1);
    await second.close();
    const third = await stage.run({ host: asked.host });
    expect(third.app.audits.ongoing).toBeUndefined();
    stage.expectClean(ada);
  });
});

describe('the results of a debate', () => {
  it('say in words what the judge’s scores are worth, and link to its sheet', async () => {
    const stage = await Stage.open();
    const asked = watched();
    const { app } = await stage.run({ host: asked.host });
    const ada = await stage.eyes('Ada');
    const debate = async () => {
      const trial = trialIn(await ada.start(SMALL));
      const thread = await threadOf(ada, trial);
      await ada.card(thread, 'Which answer');
      stage.clock.skip(3_600_000);
      await app.trials.finished(trial);
      const result = await ada.card(thread, 'Results');
      return { trial, result, scores: textOf(await ada.card(thread, 'How the judge scored the ensemble')) };
    };

    const before = await debate();
    expect(textOf(before.result)).toContain(
      'What the judge’s scores are worth: `scripted-model:1b`: not audited, so nobody knows what its scores are worth: run /judge audit or npm run audit.',
    );
    expect(before.scores).toContain('Judged by scripted-model:1b (not audited; family unknown)');
    const button = buttonFor(before.result, `sheet:${before.trial}`);
    expect(await ada.press(before.result, button)).toMatch(/^`scripted-model:1b` when it judged: not audited/);

    await audit(ada);
    await ada.message(ada.channelId, ({ embeds }) => embeds.length > 0);
    const after = await debate();
    expect(textOf(after.result)).toMatch(
      /`scripted-model:1b`: audited \(a quick audit\): not fit; read its scores as noise\.\nThe whole sheet: the button below/,
    );
    expect(after.scores).toContain('Judged by scripted-model:1b (audited (a quick audit): not fit; family unknown)');

    const seen = ada.everything.length;
    expect(await ada.press(after.result, buttonFor(after.result, `sheet:${after.trial}`))).toBe(
      '`scripted-model:1b` when it judged: audited (a quick audit): not fit; read its scores as noise.',
    );
    const shown = ada.everything.slice(seen).find(({ embeds }) => embeds.length > 0);
    expect(shown?.embeds[0]?.title).toBe('Audit of the judge scripted-model:1b: not fit');
    expect(shown?.attachments).toHaveLength(2);
    expect(await ada.press(before.result, button)).toMatch(/not audited.* It was audited since\.$/);
    const again = await ada.command('results', [{ type: 3, name: 'debate', value: after.trial }]);
    expect(textOf(again)).toContain('not fit; read its scores as noise');
    expect(await ada.press(again, buttonFor(again, `sheet:${after.trial}`))).toMatch(/when it judged: audited/);
    stage.expectClean(ada);
  });
});
