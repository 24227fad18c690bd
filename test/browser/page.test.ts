import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { writingSlowly } from '../system/scripts.ts';
import { Stage } from '../system/stage.ts';
import { type BrowserName, openBrowser, Person } from './page.ts';

/** Long enough for a person to vote. */
const BALLOT = '15s';

describe.each<BrowserName>(['chromium', 'firefox'])('the page in %s', (name) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(name);
  });
  afterAll(() => browser.close());

  it('takes a person from the slash command to the result, with the keyboard and the mouse', async () => {
    const stage = await Stage.open({ clock: systemClock });
    await stage.run({ script: writingSlowly(1500) });
    const ada = await Person.join(browser, stage.playground.pageUrl, 'Ada');
    const watching = await stage.eyes('Watcher');

    // The command, by keyboard alone.
    await (await ada.find('composer')).focus();
    await ada.page.keyboard.type('/debate st');
    await ada.reads('/debate start');
    await ada.press('Enter');
    await ada.click('argument-scenario');
    await ada.page.keyboard.type('care');
    await ada.find('choice');
    await ada.press('Enter');
    await ada.click('argument-ballot');
    await ada.page.keyboard.type(BALLOT);
    await ada.press('Enter');

    const thread = await watching.thread();
    await ada.click(`channel-${thread}`);
    await ada.reads('Grace Achieng');

    // Words grow on screen before they stand.
    const turn = await watching.message(
      thread,
      ({ webhook_id, content }) => webhook_id !== undefined && content.endsWith('▍'),
    );
    const message = await ada.find(`message-${turn.id}`);
    const length = (): Promise<number> => message.evaluate((element) => element.textContent?.length ?? 0);
    const before = await length();
    await ada.page.waitForFunction(
      (id, least) => (document.querySelector(`[data-testid="message-${id}"]`)?.textContent?.length ?? 0) > least,
      { timeout: 30_000 },
      turn.id,
      before,
    );

    // A reaction that the bot offers under the turn.
    const reaction = await ada.page.waitForSelector(`[data-testid="message-${turn.id}"] [data-testid="reaction-💡"]`, {
      timeout: 60_000,
    });
    await reaction?.click();
    await ada.page.waitForFunction(
      (id) =>
        document.querySelector(`[data-testid="message-${id}"] [data-testid="reaction-💡"]`)?.textContent?.includes('2'),
      { timeout: 10_000 },
      turn.id,
    );

    await ada.reads('Which answer is better?');
    const buttons = await ada.page.$$('button[data-testid*=":answer:A"]');
    await buttons.at(-1)?.click();
    await ada.reads('Your vote: A is better');
    await ada.reads('Results (complete)');
    expect(await ada.text()).toContain('1 for the');
    expect(ada.errors).toEqual([]);
    expect(stage.playground.violations()).toEqual([]);
    await ada.page.close();
  });

  it('draws what people write as text, never as markup', async () => {
    const stage = await Stage.open({ clock: systemClock });
    await stage.run();
    const ada = await Person.join(browser, stage.playground.pageUrl, 'Ada <b>bold</b>');
    const other = await stage.eyes('<img src=x onerror=alert(1)>');
    await other.visitor.send(
      stage.playground.channelId,
      '<script>document.title = "owned"</script> **bold** <b>no</b>',
    );
    await ada.reads('<b>no</b>');
    expect(await ada.page.title()).not.toBe('owned');
    expect(await ada.page.$$('b, img[src="x"]')).toEqual([]);
    expect(ada.errors).toEqual([]);
    await ada.page.close();
  });

  it('fits a phone without scrolling sideways, with the channels behind a button', async () => {
    const stage = await Stage.open({ clock: systemClock });
    await stage.run();
    const ada = await Person.join(browser, stage.playground.pageUrl, 'Ada');
    await ada.page.setViewport({ width: 390, height: 800 });
    const overflow = await ada.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await ada.page.close();
  });
});
