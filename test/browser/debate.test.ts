import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Eyes } from '../system/eyes.ts';
import { Stage } from '../system/stage.ts';
import { BROWSERS, openBrowser, Person } from './page.ts';
import { WatchedModel } from './watched-model.ts';

const HOUR_MS = 3_600_000;

describe.each(BROWSERS)('a debate on the page in %s', (name) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(name);
  });
  afterAll(() => browser.close());

  it('is started, read, judged and voted on by keyboard alone, while another does so with the mouse', async () => {
    const stage = await Stage.open();
    const watched = new WatchedModel();
    await stage.run({ script: watched.script });
    const watching = await stage.eyes('Watcher');
    const ada = await Person.open(browser, stage.playground.pageUrl);
    const ben = await Person.join(browser, stage.playground.pageUrl, 'Ben');

    // The join dialog has the focus, its name is selected.
    await ada.hasFocus('join-name');
    await ada.press('Escape');
    await ada.type('Ada');
    await ada.press('Enter');
    await ada.hasFocus('composer');

    await ada.type('/debate st');
    await ada.reads('/debate start');
    await ada.press('Enter');
    await ada.hasFocus('argument-scenario');
    await ada.type('care');
    await ada.find('choice');
    await ada.press('Enter');
    await ada.tabTo('argument-ballot');
    await ada.type('1h');
    await ada.press('Enter');
    const thread = await watching.thread();

    // The line that says so in the channel leads into the thread.
    await ada.find(`thread-card-${thread}`);
    await ada.reads('Only you can see this');
    await ada.tabTo(`thread-card-${thread}`, { back: true, most: 4 });
    await ada.press('Enter');
    await ben.clickOn(`[data-testid="channel-${thread}"].unread`);

    // The model writes on only when both have read what it wrote before: words never wait for the next ones to be shown.
    for (const part of watched.parts) {
      await part.written;
      await Promise.all([ada.reads(part.text), ben.reads(part.text)]);
      part.read();
    }

    const turn = await firstTurn(watching, thread);
    await ada.select(`[data-testid="message-${turn}"] [data-testid="reaction-💡"]`);
    await ada.reads('Which answer is better?');
    await ada.press('Escape');
    await goUpTo(ada, `message-${turn}`);
    await ada.tabTo('reaction-💡');
    await ada.press(' ');
    await ben.select(`[data-testid="message-${turn}"] [data-testid="reaction-💡"][aria-label="💡, 2 reactions"]`);
    await ben.clickOn(`[data-testid="message-${turn}"] [data-testid="reaction-💡"]`);
    await ada.select(
      `[data-testid="message-${turn}"] [data-testid="reaction-💡"][aria-label="💡, 3 reactions, yours among them"]`,
    );

    const ballot = (await watching.card(thread, 'Which answer is better?')).id;
    const answer = (letter: string): string => `[data-testid="message-${ballot}"] [data-testid$=":answer:${letter}"]`;
    await ada.press('End');
    await expect.poll(async () => (await ada.focus()).testId).toBe(`message-${ballot}`);
    const voteForA = await ada.page.$eval(answer('A'), (button) => button.getAttribute('data-testid') ?? '');
    await ada.tabTo(voteForA, { most: 2 });
    await ada.press('Enter');
    await ada.reads('Your vote: A is better');
    await ben.clickOn(answer('B'));
    await ben.reads('Your vote: B is better');
    expect(await ben.text()).not.toContain('Your vote: A is better');

    stage.clock.skip(HOUR_MS);
    await Promise.all([ada.reads('Results (complete)'), ben.reads('Results (complete)')]);
    await ada.press('End');
    const result = (await watching.card(thread, 'Results')).id;
    await expect.poll(() => ada.focus()).toMatchObject({ testId: `message-${result}`, visible: true });
    await ada.reads('1 for the ensemble, 1 for the single model');

    // The single model's debate is a file to read there.
    await ben.clickOn('[data-testid="file"] button');
    await ben.select('[data-testid="file"] pre:not([hidden])');
    await ben.reads('## The answer');
    expect(ada.errors).toEqual([]);
    expect(ben.errors).toEqual([]);
    expect(stage.playground.violations()).toEqual([]);
  });
});

async function firstTurn(eyes: Eyes, thread: string): Promise<string> {
  return (await eyes.message(thread, ({ webhook_id, content }) => webhook_id !== undefined && !content.endsWith('▍')))
    .id;
}

/** From the box at the foot into the log, and up to a message. */
async function goUpTo(person: Person, testId: string): Promise<void> {
  await person.tab(true);
  for (let step = 0; step < 60; step += 1) {
    const focus = await person.focus();
    expect(focus).toMatchObject({ visible: true });
    if (focus.testId === testId) return;
    await person.press('ArrowUp');
  }
  throw new Error(`The arrow does not lead to ${testId}`);
}
