import { DOMParser } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { trialPage } from '../../src/results/page/trial-page.ts';
import { revealTrial } from '../../src/results/revealed.ts';
import type { TrialEvent, TrialUpdate } from '../../src/trial/events.ts';
import { content } from '../support/content.ts';
import { COMMUNITY, type EndedOptions, endedTrial, markBy, saying, withPeople } from './ended-trial.ts';

/** What would break out of a page, or turn its writing around, if it were taken for more than text. */
const NASTY =
  '</p></main><script>alert(1)</script><img src=x onerror=alert(1)> "\' &lt;b&gt; \u202egnp.exe [here](javascript:alert(1)) [there](https://evil.example/) # no heading';

async function pageOf(options: EndedOptions = {}, change = (updates: readonly TrialUpdate[]) => updates) {
  const revealed = revealTrial(change(await endedTrial(options))) ?? expect.fail();
  const text = await trialPage(revealed, content, '1.2.3');
  const document = new DOMParser().parseFromString(text, 'text/html');
  const all = (selector: string) => [...document.querySelectorAll(selector)];
  const words = (selector: string) => all(selector).map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim());
  /** The rows of all tables, cell by cell. */
  const rows = all('tr').map((row) => [...row.querySelectorAll('th, td')].map(({ textContent }) => textContent));
  return { text, all, words, rows };
}

describe('the page of a trial', () => {
  it('says what a moderator removed, and of which reactions it is unclear whether they are the last', async () => {
    const liked = markBy('ann', 'grace');
    if (liked.type !== 'reaction-changed') return expect.fail();
    const { target } = liked.reaction;
    const disliked: TrialEvent = { ...liked, reaction: { ...liked.reaction, meaning: 'weak' } };
    const wiped: TrialEvent = { type: 'reactions-wiped', wipe: { target, meaning: 'weak' } };
    const { words } = await pageOf({ events: [liked, disliked, wiped] });
    expect(words('.marks li')).toEqual([
      '👍 helpful or persuasive: 1 by people, 0 in the filtered count, 1 unclear',
      '👎 a weak argument: 1 by people, 0 in the filtered count, 1 unclear',
    ]);
    expect(words('section[aria-labelledby="votes"] li')).toContain(
      'A moderator removed all 👎 from Grace Achieng’s turn in round 1. What was seen last counts there.',
    );
  });

  it('is read by its headings, articles and tables', async () => {
    const { all, words, rows } = await pageOf({ events: COMMUNITY });
    expect(words('h1')).toEqual([content.scenarios.get('care-robot-refusal')?.motion]);
    expect(words('h2')).toEqual([
      'Community and judge',
      "The ensemble's debate",
      'The answers on the ballot',
      'Votes and ratings',
      'Judge’s scores',
      'The seal holds',
      "The single model's debate",
    ]);
    const levels = all('h1, h2, h3, h4').map(({ tagName }) => Number(tagName.slice(1)));
    for (const [place, level] of levels.entries()) expect(level - (levels[place - 1] ?? 0)).toBeLessThanOrEqual(1);
    expect(all('main')).toHaveLength(1);
    // Two members and a chair speak in each debate; two answers stand on the ballot.
    expect(all('article')).toHaveLength(8);
    expect(words('article h4').slice(0, 3)).toEqual(['Grace Achieng', 'Astrid Lund', 'Wen Li-Hua']);
    for (const time of all('article time')) expect(time.getAttribute('datetime')).toMatch(/^\d{4}-.*Z$/);
    expect(all('article time')).toHaveLength(4);
    expect(words('.marks li')).toEqual(['👍 helpful or persuasive: 10 by people, 1 scripted']);
    expect(rows).toContainEqual([
      'Argument quality',
      expect.stringMatching(/^A: /),
      '4.7 (3.6 to 5.8, n = 10)',
      '4.0 (n = 3)',
      '4.8\u00a0±\u00a00.6',
    ]);
    expect(rows).toContainEqual([
      'Safety',
      expect.any(String),
      'not enough ratings (2 of 3)',
      ...Array(2).fill(expect.any(String)),
    ]);
    expect(rows).toContainEqual([
      'People, all votes',
      expect.stringMatching(/^[19]$/),
      expect.stringMatching(/^[19]$/),
      '1',
      '0',
      expect.stringMatching(/^[19]0% \(95% interval/),
    ]);
    for (const table of all('table')) expect(table.querySelector('caption')?.textContent).not.toBe('');
    expect(words('body').join()).toMatch(/npm run check-seal -- --file sealed\.json --hash [0-9a-f]{64}/);
  });

  it('takes what models and people say for text, wherever it stands', async () => {
    const { text, all, words } = await pageOf({
      motion: `${NASTY} be it so?`,
      events: COMMUNITY,
      script: saying(NASTY),
    });
    expect(all('script, img, iframe, object, embed, link, form, base')).toEqual([]);
    for (const element of all('*')) {
      expect(element.getAttributeNames().filter((name: string) => name.startsWith('on'))).toEqual([]);
    }
    expect(text).not.toMatch(/\u202e|<script|onerror=alert\(1\)>/);
    for (const link of all('a')) expect(link.getAttribute('href')).toMatch(/^(?:#|https:)/);
    // A link shows where it leads.
    expect(words('.turn a')).toContain('https://evil.example/');
    expect(all('article')).toHaveLength(8);
    expect(words('h1')[0]).toContain('<script>alert(1)</script>');
    expect(words('.words').filter((said) => said?.includes('<script>alert(1)</script>')).length).toBeGreaterThan(3);
  });

  it('shows what people asked and said, under the name that they had in the thread', async () => {
    const { all, words } = await pageOf({}, (updates) => withPeople(updates, { name: `${NASTY} Ada`, words: NASTY }));
    expect(words('.asked')).toEqual([expect.stringMatching(/^The audience asks .*<script>alert\(1\)<\/script>/)]);
    expect(words('article h4').slice(0, 4)).toEqual([
      'The audience asks',
      'Grace Achieng',
      'Astrid Lund',
      expect.stringMatching(/<script>.* Ada$/),
    ]);
    expect(words('article header')[2]).toMatch(/a person, 00:00:00 UTC$/);
    expect(words('body').join()).toContain('took part as a person');
    expect(all('script, img')).toEqual([]);
  });

  it('needs nothing but itself', async () => {
    const { text, all } = await pageOf({ events: COMMUNITY });
    expect(all('meta[http-equiv]').map((meta) => meta.getAttribute('content'))).toEqual([
      expect.stringMatching(/^default-src 'none'; img-src data:; style-src 'unsafe-inline';/),
    ]);
    for (const [, address] of text.matchAll(/url\(([^)]*)\)/g)) expect(address).toMatch(/^data:image\/png;base64,/);
    expect(text).not.toMatch(/@import|\ssrc=/);
    // Each picture once, however often its persona speaks.
    expect(text.match(/data:image\/png/g)).toHaveLength(3);
    expect(Buffer.byteLength(text)).toBeLessThan(200_000);
  });

  it('says what is missing where no ballot was closed', async () => {
    const { words } = await pageOf({}, (updates) => updates.filter(({ event }) => !event.type.startsWith('ballot-')));
    expect(words('#votes + p')).toEqual(['No ballot was closed.']);
    expect(words('h2')).not.toContain('The seal holds');
    expect(words('svg')).toEqual([]);
  });

  it('shows what the judge could not score, and why', async () => {
    const { rows } = await pageOf({ script: { ...saying(''), choose: () => new Map([['I', 1]]) } });
    const scores = rows.filter(
      ([name, second]) => content.rubric.criteria.some((one) => one.name === name) && !/^[AB]: /.test(second ?? ''),
    );
    expect(scores).toHaveLength(7 * 4);
    for (const row of scores) {
      expect(row).toEqual([expect.any(String), 'unscored', 'only 0% of its probability lay on the digits 1 to 7', '']);
    }
  });
});
