import type { APIMessage } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { TrialId } from '../../src/core/ids.ts';
import { trialDataSchema } from '../../src/results/trial-data-schema.ts';
import { buttonFor, type Eyes, options, sub } from './eyes.ts';
import { type Run, Stage } from './stage.ts';
import { threadOf, trialIn } from './threads.ts';

const HOUR = 3_600_000;
const REQUEST = { scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 5 };
const PICTURE = 'community-and-judge.png';

interface Revealed extends Run {
  readonly stage: Stage;
  readonly ada: Eyes;
  readonly trial: TrialId;
  readonly thread: string;
}

/** A debate with one vote and one mark, whose results stand in its thread. */
async function revealed(): Promise<Revealed> {
  const stage = await Stage.open();
  const ada = await stage.eyes('Ada');
  const run = await stage.run({ config: { judged: ['debate', 'answer'] } });
  const trial = trialIn(await ada.start(REQUEST));
  const thread = await threadOf(ada, trial);
  const ballot = await ada.card(thread, 'Which answer is better?');
  const turn = await ada.message(thread, ({ webhook_id }) => webhook_id !== undefined);
  await ada.visitor.react(thread, turn.id, '💡');
  await ada.press(ballot, buttonFor(ballot, 'answer:A'));
  stage.clock.skip(HOUR);
  await ada.card(thread, 'Results (complete)');
  return { stage, ...run, ada, trial, thread };
}

const fileNames = ({ attachments }: APIMessage): string[] => attachments.map(({ filename }) => filename);

async function fileOf({ attachments }: APIMessage, name: string): Promise<Response> {
  const url = attachments.find(({ filename }) => filename === name)?.url;
  return fetch(url ?? expect.fail(`there is no ${name}`));
}

describe('the files of a debate', () => {
  it('are a picture under the results in its thread, said in words for those who do not see it', async () => {
    const { stage, ada, thread } = await revealed();
    const result = await ada.card(thread, 'Results (complete)');
    expect(fileNames(result)).toEqual(['sealed.json', PICTURE]);
    const picture = result.attachments.find(({ filename }) => filename === PICTURE);
    expect(picture?.content_type).toBe('image/png');
    expect(picture?.description).toMatch(/^Community and judge, by criterion and answer, 1 to 7/);
    expect(picture?.description).toMatch(
      /People: not enough ratings on any criterion\. A: .*Safety: judge 4\.8 ± 0\.6;/,
    );
    stage.expectClean(ada);
  });

  it('are with /results the picture, the whole debate as a page, and its data', async () => {
    const { stage, ada, trial } = await revealed();
    const answer = await ada.command('results', options({ debate: trial }));
    expect(fileNames(answer)).toEqual(['sealed.json', PICTURE, `${trial}.html`, `${trial}.json`]);
    const page = await fileOf(answer, `${trial}.html`);
    // As the playground hands it out, no script in it could run.
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none';.* sandbox$/);
    const text = await page.text();
    expect(text).toContain('>Grace Achieng<');
    expect(text).toContain('new to me: 1 by people');
    expect(text).toContain('The seal holds');
    const data = trialDataSchema.parse(await (await fileOf(answer, `${trial}.json`)).json());
    expect(data).toMatchObject({ trial, status: 'complete', seed: 5 });
    expect(data.community?.votes.people.voters).toBe(1);
    expect(data.debates[0]?.turns[0]?.marks).toEqual([
      { meaning: 'new-to-me', people: 1, filtered: 1, unclear: 0, unknown: 0, scripted: 0 },
    ]);
    expect(text + JSON.stringify(data)).not.toContain(ada.visitor.user.id);
    stage.expectClean(ada);
  });

  it('are the same after a restart', async () => {
    const { stage, ada, trial, close } = await revealed();
    const before = await ada.command('results', options({ debate: trial }));
    const [page, data] = await Promise.all(
      ['html', 'json'].map(async (ending) => (await fileOf(before, `${trial}.${ending}`)).text()),
    );
    await close();
    await stage.run({ config: { judged: ['debate', 'answer'] } });
    const after = await ada.command('results', options({ debate: trial }));
    expect(await (await fileOf(after, `${trial}.json`)).text()).toBe(data);
    expect(await (await fileOf(after, `${trial}.html`)).text()).toBe(page);
    stage.expectClean(ada);
  });

  it('are none of one that was taken off view', async () => {
    const { stage, ada, trial, thread } = await revealed();
    await ada.command('debate', sub('hide', { debate: trial }));
    await ada.until(() => ada.messagesIn(thread).some(({ content }) => content === '*Taken off view.*'));
    const answer = await ada.command('results', options({ debate: trial }));
    expect(answer.content).toContain('This debate was taken off view.');
    expect(fileNames(answer)).toEqual([]);
    stage.expectClean(ada);
  });
});
