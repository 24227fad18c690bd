import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trialPage } from '../../src/results/page/trial-page.ts';
import { revealTrial } from '../../src/results/revealed.ts';
import { COMMUNITY, endedTrial, saying } from '../results/ended-trial.ts';
import { content } from '../support/content.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { buttonFor } from '../system/eyes.ts';
import { Stage } from '../system/stage.ts';
import { threadOf, trialIn } from '../system/threads.ts';
import { BROWSERS, openBrowser, Person } from './page.ts';

const HOUR_MS = 3_600_000;
const LONG = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(4);
const NASTY = `<script>document.title = 'broken'</script><img src="https://evil.example/x.png" onerror="document.title = 'broken'">`;
const SAID = `# A heading that is none\n> quoted ${LONG}\n- item\n\`\`\`\n${LONG} ${LONG}\n\`\`\`\n**bold** https://example.org/${LONG}\n${NASTY}`;

describe.each(BROWSERS)('the page of a debate in %s', (name) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(name);
  });
  afterAll(() => browser.close());

  /** The page as somebody opens it who has saved it. */
  async function saved(): Promise<{ readonly reader: Person; readonly asked: string[] }> {
    const revealed = revealTrial(await endedTrial({ events: COMMUNITY, script: saying(SAID) })) ?? expect.fail();
    const file = path.join(await temporaryFolder(), 'debate.html');
    await writeFile(file, await trialPage(revealed, content, '1.2.3'));
    const reader = await Person.open(browser, 'about:blank');
    const asked: string[] = [];
    reader.page.on('request', (request) => {
      if (!request.url().startsWith('data:')) asked.push(request.url());
    });
    await reader.page.goto(pathToFileURL(file).href);
    return { reader, asked };
  }

  it('asks for nothing but itself, runs no script, and has no barriers, in light and dark', async () => {
    const { reader, asked } = await saved();
    const grounds: string[] = [];
    // Firefox is told by its profile: see openBrowser.
    for (const theme of name === 'chromium' ? ['light', 'dark'] : ['dark']) {
      if (name === 'chromium') await reader.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
      expect(await reader.barriers(), `in the ${theme} theme`).toEqual([]);
      grounds.push(await reader.page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    }
    expect(new Set(grounds).size).toBe(grounds.length);
    expect(asked.filter((address) => !address.startsWith('file:'))).toEqual([]);
    expect(await reader.page.title()).toMatch(/ · results$/);
    expect(await reader.count('script, img')).toBe(0);
    // The faces are there, though nothing was fetched.
    const face = await reader.page.$eval('.face', (element) => getComputedStyle(element).backgroundImage);
    expect(face).toMatch(/^url\("data:image\/png;base64,/);
    expect(reader.errors).toEqual([]);
  });

  it('fits a phone without scrolling sideways; what is wider scrolls inside of itself, by keyboard too', async () => {
    const { reader } = await saved();
    await reader.page.setViewport({ width: 360, height: 740 });
    const wide = await reader.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await reader.page.focus('.table');
    expect(await reader.focus()).toMatchObject({ visible: true });
    const drawn = await reader.page.$eval('figure svg', (svg) => {
      const { width, right } = svg.getBoundingClientRect();
      return { shown: width > 200, right };
    });
    expect(drawn.shown).toBe(true);
    expect(drawn.right).toBeLessThanOrEqual(360);
  });

  it('comes with /results on the playground, beside the picture, and opens in a tab of its own', async () => {
    const stage = await Stage.open();
    await stage.run({ config: { judged: ['debate', 'answer'] } });
    const host = await stage.eyes('Host');
    const trial = trialIn(await host.start({ scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 5 }));
    const thread = await threadOf(host, trial);
    const ballot = await host.card(thread, 'Which answer is better?');
    await host.press(ballot, buttonFor(ballot, 'answer:A'));
    stage.clock.skip(HOUR_MS);
    await host.card(thread, 'Results (complete)');

    const ada = await Person.join(browser, stage.playground.pageUrl, 'Ada');
    await ada.type('/results ');
    await ada.find('choice');
    await ada.press('Enter', 'Enter');
    const picture = await ada.select('.picture img[alt^="Community and judge, by criterion and answer"]');
    await expect.poll(() => picture.evaluate((image) => Reflect.get(image, 'naturalWidth'))).toBeGreaterThan(300);
    await ada.reads(`${trial}.json`);

    const opened = browser.waitForTarget((target) => target.url().endsWith(`${trial}.html`));
    await ada.clickOn(`a[aria-label="Open ${trial}.html"]`);
    const page = (await (await opened).page()) ?? expect.fail();
    expect(await page.$eval('h1', ({ textContent }) => textContent)).toBe(
      content.scenarios.get('care-robot-refusal')?.motion,
    );
    expect(await page.$eval('.face', (element) => getComputedStyle(element).backgroundImage)).toMatch(/^url\("data:/);
    expect(ada.errors).toEqual([]);
    expect(stage.playground.violations()).toEqual([]);
  });
});
