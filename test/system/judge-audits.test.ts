import { type APIMessage, TeamMemberMembershipState, TeamMemberRole } from 'discord-api-types/v10';
import { describe, expect, it, vi } from 'vitest';
import { loadAuditTexts } from '../../src/audit/audit-texts.ts';
import { makeAuditPlan } from '../../src/audit/plan.ts';
import { answersIn } from '../../src/audit/progress-figures.ts';
import { workOf } from '../../src/audit/readings.ts';
import type { RenderedPrompt } from '../../src/content/rendered-prompt.ts';
import { orAborted } from '../../src/core/or-aborted.ts';
import { NEEDED_PERMISSIONS } from '../../src/discord/permissions.ts';
import { WAITS_AFTER_FAILURE } from '../../src/models/port/after-failure.ts';
import type { ChatModel, ModelHost, ModelInfo } from '../../src/models/port/chat-model.ts';
import { ModelUnreachableError } from '../../src/models/port/model-unreachable-error.ts';
import { type Script, scriptedHost, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { PROJECT_ROOT } from '../../src/project-root.ts';
import { content } from '../support/content.ts';
import { lookingAtChoices } from '../support/looking-at-choices.ts';
import { promptText, wordsFor } from '../support/speech.ts';
import { buttonFor, type Eyes, sub, textOf } from './eyes.ts';
import { latch } from './pauses.ts';
import { ORDINARY } from './permissions.ts';
import { MODEL, type Run, Stage } from './stage.ts';
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
  const run = await stage.run({ host: asked.host });
  const ada = await stage.eyes('Ada');
  await audit(ada);
  const shown = await progress(ada, /gives way to debates/);
  await pause.reached;
  return { stage, asked, pause, run, app: run.app, ada, shown };
}

/** Lets a paused audit go on, to its end. */
async function endOf({ app }: Run, pause: { goOn(): void }): Promise<void> {
  const ended = app.audits.ongoing?.ended;
  pause.goOn();
  await ended;
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
    expect(textOf(ended)).toMatch(/By texts that speak to the judge \(4 of the suite’s 60\): 0\.00/);
    expect(textOf(ended)).toMatch(/Order flips: .* of 4 pairs/);
    expect(asked.choices()).toBe(CHOICES);

    stage.playground.setVisitorPermissions(ORDINARY);
    const bea = await stage.eyes('Bea');
    const sheet = await judge(bea, 'sheet', { judge: MODEL });
    expect(sheet.embeds[0]?.title).toBe('Audit of the judge scripted-model:1b: not fit');
    expect(sheet.attachments).toHaveLength(2);
    stage.expectClean(ada);
  });

  it('is for the bot’s operators alone: whoever owns its application, whatever they may do on the server', async () => {
    const stage = await Stage.open();
    const asked = watched();
    const pause = asked.pauseAt(20);
    await stage.run({ host: asked.host });
    const [ada, bea, cleo, dan] = [
      await stage.eyes('Ada'),
      await stage.eyes('Bea'),
      await stage.eyes('Cleo'),
      await stage.eyes('Dan'),
    ];
    const { playground } = stage;
    const refusal = (eyes: Eyes): string =>
      'Only the bot’s operators may start and stop audits of judges. They are whoever owns the bot’s application at Discord ' +
      `(a person, or a team’s members), until OPERATORS lists the ids of others in the bot’s settings; your id is ${eyes.visitor.user.id}.`;

    playground.giveApplicationTo(ada.visitor.user.id);
    expect((await audit(bea)).content).toBe(refusal(bea));
    playground.setVisitorPermissions(ORDINARY);
    expect((await audit(ada)).content).toMatch(/has begun/);
    await pause.reached;
    expect((await judge(bea, 'stop')).content).toBe(refusal(bea));
    expect((await judge(ada, 'stop')).content).toMatch(/^It is parked\./);

    const { Accepted, Invited } = TeamMemberMembershipState;
    playground.giveApplicationTo([
      { userId: ada.visitor.user.id, state: Accepted, role: TeamMemberRole.Admin },
      { userId: bea.visitor.user.id, state: Accepted, role: TeamMemberRole.Developer },
      { userId: cleo.visitor.user.id, state: Accepted, role: TeamMemberRole.ReadOnly },
      { userId: dan.visitor.user.id, state: Invited, role: TeamMemberRole.Admin },
    ]);
    for (const eyes of [ada, bea]) expect((await judge(eyes, 'stop')).content).toBe('No judge is being audited.');
    for (const eyes of [cleo, dan]) expect((await judge(eyes, 'stop')).content).toBe(refusal(eyes));
    pause.goOn();
    stage.expectClean(ada);
  });

  it('is for those whom OPERATORS lists, and not for the application’s owner beside them; Discord is not asked then', async () => {
    const stage = await Stage.open();
    const [ada, bea] = [await stage.eyes('Ada'), await stage.eyes('Bea')];
    stage.playground.giveApplicationTo(ada.visitor.user.id);
    await stage.run({ config: { operators: [bea.visitor.user.id] } });
    expect((await judge(ada, 'stop')).content).toBe(
      'Only the bot’s operators may start and stop audits of judges. They are the people whose ids OPERATORS lists in the ' +
        `bot’s settings; your id is ${ada.visitor.user.id}.`,
    );
    expect((await judge(bea, 'stop')).content).toBe('No judge is being audited.');
    expect(stage.playground.requests().filter(({ route }) => route === '/applications/@me')).toEqual([]);
    stage.expectClean(ada);
  });

  it('says what to do where Discord does not say who owns the bot', async () => {
    const stage = await Stage.open();
    await stage.run();
    const ada = await stage.eyes('Ada');
    // The first request and as many repetitions as discord.js makes.
    stage.playground.failRequests({ routes: ['GET /applications/@me'], outcome: 'refused', answer: 503, times: 4 });
    expect((await judge(ada, 'stop')).content).toMatch(/^Discord did not say who owns the bot.* OPERATORS/);
    expect((await judge(ada, 'stop')).content).toBe('No judge is being audited.');
    stage.expectClean(ada);
  });

  it('shows that it waits for a judge whose server is gone, and goes on by itself once it is back', async () => {
    const stage = await Stage.open();
    const asked = watched();
    let gone = false;
    const throwIfGone = (): void => {
      if (gone) throw new ModelUnreachableError('http://127.0.0.1:11434');
    };
    const list: ModelHost['list'] = async (signal) => {
      throwIfGone();
      return asked.host.list(signal);
    };
    const open = async (name: string): Promise<ChatModel> => {
      const model = await asked.host.open(name);
      return {
        ...model,
        async *stream(request, signal) {
          throwIfGone();
          yield* model.stream(request, signal);
        },
        async choose(prompt, options, signal) {
          throwIfGone();
          return model.choose(prompt, options, signal);
        },
      };
    };
    const pause = asked.pauseAt(20);
    await stage.run({ host: { ...asked.host, list, open } });
    const ada = await stage.eyes('Ada');
    await audit(ada);
    await pause.reached;
    gone = true;
    pause.goOn();
    await vi.waitFor(
      () => {
        // What it waits before it calls once more.
        for (const wait of WAITS_AFTER_FAILURE) if (stage.clock.sleeps.includes(wait)) stage.clock.skip(wait);
        expect(stage.logged.join('')).toContain('a model is out of reach, and the audit waits');
      },
      { timeout: 30_000 },
    );
    stage.clock.skip(10_000);
    await progress(
      ada,
      /20 of \d+.*\n-# It waits for its judge, and then goes on by itself\. Ollama does not answer at/,
    );
    gone = false;
    stage.clock.skip(60_000);
    await ada.message(ada.channelId, ({ embeds }) => embeds.length > 0);
    expect(asked.choices()).toBe(CHOICES);
    stage.expectClean(ada);
  });

  it('shows its end when Discord is well again, however long that takes', async () => {
    const { stage, ada, pause, shown } = await auditPaused();
    // Four failed attempts, each with the three repetitions that discord.js makes.
    const routes = ['PATCH /channels/:id/messages/:id'];
    stage.playground.failRequests({ routes, outcome: 'refused', answer: 503, times: 16 });
    pause.goOn();
    await vi.waitFor(
      () => {
        // Longer and longer; what sleeps longer still waits for something else.
        for (const wait of stage.clock.sleeps) if (wait <= 8000) stage.clock.skip(wait);
        expect(ada.messagesIn(ada.channelId).some(({ embeds }) => embeds.length > 0)).toBe(true);
      },
      { timeout: 50_000 },
    );
    // The bar may have met the first of the failures.
    const again = stage.logged.filter((line) => line.includes('Discord could not be reached; trying again'));
    expect(again.length).toBeGreaterThanOrEqual(3);
    const ended = await ada.message(ada.channelId, ({ embeds }) => embeds.length > 0);
    expect(ended.id).toBe(shown.id);
    expect(ended.attachments).toHaveLength(2);
    stage.expectClean(ada);
  });

  it('shows its end at the next start where the bot could not until it was stopped', async () => {
    const { stage, asked, run, ada, pause, shown } = await auditPaused();
    stage.playground.setBotPermissions(0n);
    await endOf(run, pause);
    await vi.waitFor(() => expect(stage.logged.join('')).toContain('Discord refused what it was asked; trying again'));
    await run.close();
    stage.playground.setBotPermissions(NEEDED_PERMISSIONS);

    const second = await stage.run({ host: asked.host });
    const ended = await ada.message(ada.channelId, ({ embeds }) => embeds.length > 0);
    expect([ended.id, ended.attachments.length]).toEqual([shown.id, 2]);
    expect(textOf(ended)).toContain('Audit of the judge scripted-model:1b: not fit');
    expect(second.app.audits.ongoing).toBeUndefined();
    await second.close();
    const before = ada.versionsOf(shown.id).length;
    const third = await stage.run({ host: asked.host });
    await third.close();
    expect(ada.versionsOf(shown.id)).toHaveLength(before);
    expect(asked.choices()).toBe(CHOICES);
  });

  it('leaves an end that can be shown nowhere, since its channel is gone', async () => {
    const { stage, asked, run, pause } = await auditPaused();
    stage.playground.deleteChannel(stage.playground.channelId);
    await endOf(run, pause);
    await vi.waitFor(() => expect(stage.logged.join('')).toContain('the end of an audit can be shown nowhere'));
    await run.close();
    const told = stage.playground.requests().length;
    const second = await stage.run({ host: asked.host });
    await second.close();
    const later = stage.playground.requests().slice(told);
    expect(later.filter(({ route }) => route.startsWith('/channels'))).toEqual([]);
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
      /^The audit of scripted-model:1b \(size quick\) is running\. One audit or study runs at a time/,
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
    await progress(ada, /19 of \d+.*\nParked by an operator of the bot\. What was heard is stored/);
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
      /`scripted-model:1b`: audited on whole debates \(a quick audit\): not fit; read its scores as noise\.\nThe whole sheet: the button below/,
    );
    expect(after.scores).toContain(
      'Judged by scripted-model:1b (audited on whole debates (a quick audit): not fit; family unknown)',
    );

    const seen = ada.everything.length;
    expect(await ada.press(after.result, buttonFor(after.result, `sheet:${after.trial}`))).toBe(
      '`scripted-model:1b` when it judged: audited on whole debates (a quick audit): not fit; read its scores as noise.',
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
