import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Stage } from '../system/stage.ts';
import { threadOf, trialIn } from '../system/threads.ts';
import { BROWSERS, openBrowser, Person } from './page.ts';

describe.each(BROWSERS)('rating the answers on the page in %s', (name) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(name);
  });
  afterAll(() => browser.close());

  it('is done in menus that only the rater sees, by mouse and by keyboard, and what was given is shown, also on a phone', async () => {
    const stage = await Stage.open();
    await stage.run();
    const host = await stage.eyes('Host');
    const trial = trialIn(await host.start({ scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 5 }));
    const thread = await threadOf(host, trial);
    await host.card(thread, 'Which answer is better?');
    const ada = await Person.join(browser, stage.playground.pageUrl, 'Ada');
    const ben = await Person.join(browser, stage.playground.pageUrl, 'Ben');
    for (const person of [ada, ben]) await person.clickOn(`[data-testid="channel-${thread}"]`);

    await ada.clickOn('[data-testid$=":open:A"]');
    await ada.reads('Answer A (1 of 2)');
    await ada.reads('🧱 Argument quality: unrated');
    await ada.clickOn('[data-testid$=":A:argument-quality"]');
    await ada.reads('No claim about the motion');
    await ada.clickOn('[data-testid="select-option"][data-value="5"]');
    await ada.reads('🧱 Argument quality: 5');
    await ada.reads('on 1 of 7 criteria');

    const safety = await ada.page.$eval('[data-testid$=":A:safety"]', (menu) => menu.getAttribute('data-testid') ?? '');
    // A list that opens under a resting mouse has that option active.
    await ada.page.mouse.move(2, 2);
    await ada.page.focus(`[data-testid="${safety}"]`);
    await ada.press('Enter', 'ArrowDown', 'ArrowDown', 'Enter');
    await ada.reads('on 2 of 7 criteria');
    // Whoever goes on by keyboard goes on from there.
    await ada.hasFocus(safety);
    expect((await ada.focus()).name).toMatch(/Safety: .*Safety: 3$/);
    expect(await ada.barriers()).toEqual([]);

    await ada.clickOn('[data-testid$=":turn:B"]');
    await ada.reads('Answer B (2 of 2)');
    await ada.reads('on 0 of 7 criteria');
    await ada.clickOn('[data-testid$=":turn:A"]');
    await ada.reads('🧱 Argument quality: 5');
    await ada.clickOn('[data-testid$=":A:argument-quality"]');
    await ada.clickOn('[data-testid="select-option"][data-value="none"]');
    await ada.reads('🧱 Argument quality: unrated');
    await ada.reads('on 1 of 7 criteria');
    await ada.page.setViewport({ width: 360, height: 740 });
    await ada.clickOn('[data-testid$=":A:coherence"]');
    await ada.clickOn('[data-testid="select-option"][data-value="7"]');
    await ada.reads('on 2 of 7 criteria');
    // What was chosen is in sight when the list is opened again, however long that is.
    await ada.clickOn('[data-testid$=":A:coherence"]');
    const chosen = await ada.select('[data-testid="select-option"][data-value="7"]');
    // The page may still be scrolling to its end.
    await ada.page.waitForFunction(isInSight, {}, chosen);
    await ada.press('Escape');
    expect(await ada.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

    expect(await ben.text()).not.toMatch(/Answer A \(1 of 2\)|of 7 criteria/);
    stage.clock.skip(3_600_000);
    await ada.reads('Results (complete)');
    await ada.reads('overall not enough ratings (0 of 3 people who rated every criterion)');
    expect([...ada.errors, ...ben.errors]).toEqual([]);
    expect(stage.playground.violations()).toEqual([]);
  });
});

/** Whether the middle of an element is what one sees there. */
function isInSight(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  const seen = document.elementFromPoint(left + width / 2, top + height / 2);
  return seen !== null && element.contains(seen);
}
