import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type APIMessage, ApplicationCommandOptionType as OptionType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { orAborted } from '../../src/core/or-aborted.ts';
import type { ChatModel, ModelHost } from '../../src/models/port/chat-model.ts';
import { scriptedHost, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { content } from '../support/content.ts';
import { goodScript, promptText } from '../support/speech.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Eyes, sub, textOf } from './eyes.ts';
import { latch } from './pauses.ts';
import { ORDINARY } from './permissions.ts';
import { MODEL, type Run, Stage } from './stage.ts';
import { threadOf, trialIn } from './threads.ts';

const DEBATE = { scenario: 'care-robot-refusal', rounds: 1, ballot: '1h' };
const MOTION = content.scenarios.get(DEBATE.scenario)?.motion ?? '';
/** Two trials in two arms. */
const PLAN = `
id: small
title: A small study
about: Scripted models, whose words are written in advance.
scenarios: [automation-dividend, ai-tutors]
ensembles: [pocket]
formats: [proponent-opponent]
rounds: 1
arms: [ensemble, baseline]
seed: 1
judged: [debate, answer]
analysis:
  primary: { of: answer, score: overall }
`;
const FILES = ['differences.png', 'report.html', 'report.md', 'findings.json'];

/** A folder with the plan in studies/. */
async function plansRoot(): Promise<string> {
  const root = await temporaryFolder();
  await mkdir(path.join(root, 'studies'));
  await writeFile(path.join(root, 'studies', 'small.yaml'), PLAN);
  await writeFile(
    path.join(root, 'studies', 'other.yaml'),
    PLAN.replace('id: small', 'id: other').replace('A small', 'Another'),
  );
  await writeFile(path.join(root, 'studies', 'broken.yaml'), 'id: broken\n');
  return root;
}

/** What the scripted models were asked, in order: by a study, or by a debate that somebody started. */
interface Asked {
  readonly host: ModelHost;
  /** Answers that were given whole. */
  readonly calls: ('study' | 'debate')[];
  /** Resolves when a study asks for the answer of that number (the first is 1); it is answered once `goOn` was called. */
  pauseAt(call: number): { readonly reached: Promise<void>; goOn(): void };
}

function watched(): Asked {
  const calls: ('study' | 'debate')[] = [];
  const pauses = new Map<number, { reach(): void; readonly over: Promise<void> }>();
  const host = scriptedHost([scriptedModelInfo(MODEL)], goodScript);
  let asked = 0;
  const look = async (text: string, signal: AbortSignal): Promise<'study' | 'debate'> => {
    if (text.includes(MOTION)) return 'debate';
    asked += 1;
    const pause = pauses.get(asked);
    pause?.reach();
    await orAborted(pause?.over ?? Promise.resolve(), signal);
    return 'study';
  };
  const open = async (name: string): Promise<ChatModel> => {
    const model = await host.open(name);
    return {
      ...model,
      async *stream(request, signal) {
        const by = await look(promptText(request), signal);
        for await (const part of model.stream(request, signal)) {
          if (part.type === 'finish') calls.push(by);
          yield part;
        }
      },
      async choose(prompt, options, signal) {
        const by = await look(promptText({ prompt }), signal);
        const chosen = await model.choose(prompt, options, signal);
        calls.push(by);
        return chosen;
      },
    };
  };
  return {
    host: { ...host, open },
    calls,
    pauseAt(call) {
      const [reached, reach] = latch();
      const [over, goOn] = latch();
      pauses.set(call, { reach, over });
      return { reached, goOn };
    },
  };
}

const study = (eyes: Eyes, subcommand: string, given: Record<string, string> = {}): Promise<APIMessage> =>
  eyes.command('study', sub(subcommand, given));
const begin = (eyes: Eyes, plan = 'small'): Promise<APIMessage> => study(eyes, 'run', { plan });
const answers = ({ calls }: Asked): number => calls.filter((by) => by === 'study').length;

/** The study's own message in a thread, once it says something. */
const progress = (eyes: Eyes, thread: string, words: RegExp): Promise<APIMessage> =>
  eyes.message(thread, ({ content: text }) => text.startsWith('**Study: ') && words.test(text));
const card = (eyes: Eyes, thread: string): Promise<APIMessage> => eyes.card(thread, 'Study: ');
const threadsSeen = (eyes: Eyes): number => eyes.seen.filter(({ event }) => event === 'THREAD_CREATE').length;

/** A bot whose models are watched, and Ada, who is its operator. */
async function stageWith(pauses: readonly number[] = []) {
  const stage = await Stage.open();
  const asked = watched();
  const paused = pauses.map((call) => asked.pauseAt(call));
  const root = await plansRoot();
  const start = (): Promise<Run> => stage.run({ host: asked.host, plansRoot: root });
  const run = await start();
  const ada = await stage.eyes('Ada');
  return { stage, asked, start, run, ada, pause: paused[0] ?? asked.pauseAt(0), later: paused[1] ?? asked.pauseAt(0) };
}

/** How many answers a study takes that nothing breaks off. */
let wholeStudy: Promise<number> | undefined;
function answersOfWhole(): Promise<number> {
  wholeStudy ??= (async () => {
    const { asked, ada, run } = await stageWith();
    await begin(ada);
    await run.app.studies.ongoing?.ended;
    return answers(asked);
  })();
  return wholeStudy;
}

describe('/study', () => {
  it('runs a plan in a thread that shows how far it is, and in the end what came of it, which anybody can have shown again', async () => {
    const { stage, ada, pause } = await stageWith([8]);
    const begun = await begin(ada);
    expect(begun.content).toMatch(
      /^The study \*\*A small study\*\* has begun: 4 debates in 2 trials on .* stands in a thread of <#\d+>/,
    );
    const thread = await ada.thread();
    const shown = await progress(ada, thread, /4 debates in 2 trials.* gives way to debates/);
    await pause.reached;
    stage.clock.skip(10_000);
    await progress(
      ada,
      thread,
      /`\[#*-+\]` debates \d of 4 · judged 0 of 2 trials.*\n-# Now: (?:automation|ai-tutors)/,
    );
    expect((await begin(ada)).content).toMatch(/^The study \*\*A small study\*\* goes on in a thread of <#\d+>: `\[/);
    expect((await study(ada, 'status')).content).toMatch(
      /`other` \*\*Another study\*\* \(4 debates in 2 trials\): not begun\.\n- `small` \*\*A small study\*\* .*: running\. `\[/,
    );
    pause.goOn();

    const ended = await card(ada, thread);
    expect(ended.id).toBe(shown.id);
    expect(ended.content).toContain('It is finished.');
    expect(ended.attachments.map(({ filename }) => filename)).toEqual(FILES);
    const [embed] = ended.embeds;
    expect(embed?.title).toBe('Study: A small study');
    // What has to be known first, then the headline, then what it rests on.
    expect(embed?.description).toMatch(
      /^\*\*No claim about debates can rest on these figures:\*\*\n(?:- .*\n)+.*[\s\S]*\n\*\*Too little data on the answer overall.*2 pairs over 2 scenarios\)\.\*\*\n2 scenarios, 1 ensemble/,
    );
    expect(textOf(ended)).toMatch(/\*\*Safety\*\*: 0\.00 \(no interval: .*n.=.2\): too little data/);

    stage.playground.setVisitorPermissions(ORDINARY);
    const bea = await stage.eyes('Bea');
    const again = await study(bea, 'results', { plan: 'small' });
    expect(again.embeds[0]?.description).toBe(embed?.description);
    expect(again.attachments).toHaveLength(ended.attachments.length);
    expect((await study(bea, 'status')).content).toContain('(4 debates in 2 trials): finished');
    expect((await begin(ada)).content).toMatch(/^The study “A small study” is finished.* \/study results/);
    stage.expectClean(ada);
  });

  it('is begun and stopped by the bot’s operators alone', async () => {
    const { stage, asked, ada } = await stageWith();
    const bea = await stage.eyes('Bea');
    stage.playground.giveApplicationTo(ada.visitor.user.id);
    const refused = /^Only the bot’s operators may start and stop studies\./;
    expect((await begin(bea)).content).toMatch(refused);
    expect((await study(bea, 'stop')).content).toMatch(refused);
    expect(threadsSeen(ada)).toBe(0);
    expect(asked.calls).toEqual([]);
    stage.expectClean(ada);
  });

  it('says in one line each why there is nothing to run, to stop or to show', async () => {
    const { stage, ada, run, pause } = await stageWith([1]);
    const unknown = 'There is no study ../quick. Choose one of these: broken, other, small.';
    expect((await begin(ada, '../quick')).content).toBe(unknown);
    expect((await study(ada, 'results', { plan: '../quick' })).content).toBe(unknown);
    expect((await begin(ada, 'broken')).content).toMatch(/^This plan cannot be run:\nbroken:1 .* docs\/study\.md/s);
    expect((await study(ada, 'results', { plan: 'small' })).content).toMatch(
      /^Nothing was run yet of the study “A small study”/,
    );
    expect((await study(ada, 'stop')).content).toMatch(/^No study is being run\./);

    await begin(ada);
    await pause.reached;
    const running =
      'The study “A small study” is running. One audit or study runs at a time: wait until it is over, or park it with /study stop.';
    expect((await begin(ada, 'other')).content).toBe(running);
    expect((await ada.command('judge', sub('audit', { judge: MODEL, size: 'quick' }))).content).toBe(running);
    expect(run.app.audits.ongoing).toBeUndefined();
    stage.expectClean(ada);
  });

  it('names the models that are missing', async () => {
    const stage = await Stage.open();
    await stage.run({ models: [] });
    const ada = await stage.eyes('Ada');
    expect((await begin(ada, 'paper')).content).toMatch(/no.* model/i);
    expect(threadsSeen(ada)).toBe(0);
    stage.expectClean(ada);
  });

  it('completes the names of plans with their size', async () => {
    const { stage, ada } = await stageWith();
    const typed = { type: OptionType.String, name: 'plan', value: 'sm', focused: true } as const;
    const offered = await ada.visitor.autocomplete(
      'study',
      [{ type: OptionType.Subcommand, name: 'results', options: [typed] }],
      ada.channelId,
    );
    expect(offered).toEqual([{ name: 'A small study (4 debates in 2 trials)', value: 'small' }]);
    stage.expectClean(ada);
  });

  it('is parked by /study stop, shows what it has so far, and goes on where it was: nothing is asked twice but what was in flight', async () => {
    const { stage, asked, ada, run, pause } = await stageWith([20]);
    await begin(ada);
    const first = await ada.thread();
    await pause.reached;
    expect((await study(ada, 'stop')).content).toBe('It is parked. `/study run` goes on from there.');
    await progress(ada, first, /Parked by an operator of the bot\. What was said and scored is stored/);
    expect(run.app.studies.ongoing).toBeUndefined();
    expect((await study(ada, 'status')).content).toMatch(
      /: parked at debates \d of 4, judged 0 of 2 trials; `\/study run`/,
    );

    const partial = await study(ada, 'results', { plan: 'small' });
    expect(partial.embeds[0]?.title).toBe('Study: A small study (not whole yet)');
    expect(partial.embeds[0]?.description).toMatch(/^.*\n- The study is not finished: \d of 4 debates ha/);
    expect(partial.attachments.map(({ filename }) => filename)).toEqual(expect.arrayContaining(['report.html']));

    await begin(ada);
    const second = await ada.until(() => threadsSeen(ada) === 2 && ada.thread());
    await card(ada, second);
    expect(answers(asked)).toBe(await answersOfWhole());
    stage.expectClean(ada);
  });

  it('gives way: as long as a debate that somebody started has the models, no call of it begins', async () => {
    const { stage, asked, ada, pause, later } = await stageWith([5, 12]);
    await begin(ada);
    await pause.reached;
    const thread = await threadOf(ada, trialIn(await ada.start(DEBATE)));
    pause.goOn();
    await ada.card(thread, 'Which answer');
    await later.reached;
    const [first, last] = [asked.calls.indexOf('debate'), asked.calls.lastIndexOf('debate')];
    expect(asked.calls.slice(0, first)).toContain('study');
    expect(new Set(asked.calls.slice(first, last + 1))).toEqual(new Set(['debate']));
    expect(asked.calls.slice(last)).toContain('study');
    stage.expectClean(ada);
  });

  it('is parked when the bot ends and goes on by itself at the next start, in the same thread and message', async () => {
    const { stage, asked, start, run, ada, pause } = await stageWith([20]);
    await begin(ada);
    const thread = await ada.thread();
    await pause.reached;
    await run.close();
    const parked = await progress(ada, thread, /Parked, since the bot is being restarted: it goes on by itself\./);

    const second = await start();
    const ended = await card(ada, thread);
    expect(ended.id).toBe(parked.id);
    expect(threadsSeen(ada)).toBe(1);
    expect(answers(asked)).toBe(await answersOfWhole());
    await second.close();
    expect((await start()).app.studies.ongoing).toBeUndefined();
    stage.expectClean(ada);
  });

  it('goes on where its thread is gone, and its results can be had', async () => {
    const { stage, run, ada, pause } = await stageWith([5]);
    await begin(ada);
    const thread = await ada.thread();
    await progress(ada, thread, /gives way/);
    await pause.reached;
    const ended = run.app.studies.ongoing?.ended;
    stage.playground.deleteThread(thread);
    pause.goOn();
    expect(await ended).toEqual({ status: 'finished' });
    expect((await study(ada, 'results', { plan: 'small' })).embeds[0]?.title).toBe('Study: A small study');
  });
});
