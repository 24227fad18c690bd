import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { studyReport } from '../../src/study/report/study-report.ts';
import { madeToReport } from '../study/report/reported.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { BROWSERS, openBrowser, Person } from './page.ts';

const LONG = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(4);
const NASTY = `<script>document.title = 'broken'</script><img src="https://evil.example/x.png" onerror="document.title = 'broken'">`;

const study = await madeToReport({}, (data) => ({
  ...data,
  debates: data.debates.map((row) => ({
    ...row,
    turns: row.turns.map((turn) => ({ ...turn, text: `${turn.text} ${LONG} ${NASTY}` })),
  })),
}));
const other = await madeToReport({ seed: 7 });
const { html } = await studyReport({ ...study, beside: { head: other.data.head, findings: other.findings } });

describe.each(BROWSERS)('the report of a study in %s', (name) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(name);
  });
  afterAll(() => browser.close());

  /** As somebody opens it who has saved it, or was sent a link to a part of it. */
  async function saved(part = ''): Promise<{ readonly reader: Person; readonly asked: string[] }> {
    const file = path.join(await temporaryFolder(), 'report.html');
    await writeFile(file, html);
    const reader = await Person.open(browser, 'about:blank');
    const asked: string[] = [];
    reader.page.on('request', (request) => {
      if (!request.url().startsWith('data:')) asked.push(request.url());
    });
    await reader.page.goto(pathToFileURL(file).href + part);
    return { reader, asked };
  }

  it('asks for nothing but itself, runs no script, and has no barriers, in light and dark, folded and unfolded', async () => {
    const { reader, asked } = await saved();
    // Firefox is told by its profile: see openBrowser.
    for (const theme of name === 'chromium' ? ['light', 'dark'] : ['dark']) {
      if (name === 'chromium') await reader.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
      expect(await reader.barriers(), `in the ${theme} theme`).toEqual([]);
    }
    await reader.page.$eval('details', (details) => details.setAttribute('open', ''));
    expect(await reader.barriers(), 'with a debate unfolded').toEqual([]);
    expect(asked.filter((address) => !address.startsWith('file:'))).toEqual([]);
    expect(await reader.page.title()).toBe('A made-up study');
    expect(await reader.count('script, img')).toBe(0);
    expect(reader.errors).toEqual([]);
  });

  it('draws the headline, and is as wide as a phone', async () => {
    const { reader } = await saved();
    await reader.page.setViewport({ width: 360, height: 740 });
    const drawn = await reader.page.$$eval('figure svg', (all) =>
      all.map((svg) => {
        const { width, height, right } = svg.getBoundingClientRect();
        return { shown: width > 200 && height > 50, fits: right <= 360 };
      }),
    );
    expect(drawn.length).toBeGreaterThan(2);
    for (const one of drawn) expect(one).toEqual({ shown: true, fits: true });
    await reader.page.$$eval('details', (all) => {
      for (const details of all.slice(0, 4)) details.setAttribute('open', '');
    });
    const wide = await reader.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await reader.page.focus('.table');
    expect(await reader.focus()).toMatchObject({ visible: true });
  });

  it('unfolds the debate that an address or a table’s link names, where it is in sight', async () => {
    const ids = study.data.debates.map(({ debate }) => debate);
    const [first = expect.fail(), last = expect.fail()] = [ids[0], ids.at(-1)];
    const { reader } = await saved(`#${last}`);
    const unfolded = () =>
      reader.page.$$eval('details[open]', (all) =>
        all.map((details) => {
          const { top } = details.getBoundingClientRect();
          return { id: details.querySelector('.inside')?.id, inSight: top >= 0 && top < innerHeight };
        }),
      );
    await expect.poll(unfolded).toEqual([{ id: last, inSight: true }]);
    await reader.clickOn(`td a[href="#${first}"]`);
    await expect.poll(unfolded).toContainEqual({ id: first, inSight: true });
    expect(await reader.text()).toContain(`of trial`);
  });

  it('opens and closes a debate by the keyboard', async () => {
    const { reader } = await saved();
    await reader.page.focus('details summary');
    expect(await reader.focus()).toMatchObject({ visible: true });
    await reader.press('Enter');
    await expect.poll(() => reader.count('details[open]')).toBe(1);
    await reader.press('Enter');
    await expect.poll(() => reader.count('details[open]')).toBe(0);
  });
});
