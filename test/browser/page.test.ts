import { AttachmentBuilder, ButtonBuilder, ButtonStyle, ActionRowBuilder as Row } from 'discord.js';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { systemEntropy } from '../../src/core/random.ts';
import { startPlayground } from '../../src/playground/start-playground.ts';
import { Rig } from '../playground/rig.ts';
import { buttons, FRUITS, handyBot } from './handy-bot.ts';
import { BROWSERS, openBrowser, Person } from './page.ts';

const MARKUP = '<img src=x onerror="window.owned=1"><b>no</b>';

describe.each(BROWSERS)('the page in %s', (name) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(name);
  });
  afterAll(() => browser.close());

  it('shows visitors each other, and a private answer only to the one it is for', async () => {
    const rig = await Rig.start();
    await handyBot(rig);
    const ada = await Person.join(browser, rig.playground.pageUrl, 'Ada');
    const ben = await Person.join(browser, rig.playground.pageUrl, 'Ben');
    await ada.reads('Online — 2');
    await ada.fill('composer', 'Hello Ben');
    await ada.press('Enter');
    await ben.reads('Hello Ben');
    await ben.clickOn('.message .add-reaction');
    await ben.click('pick-🎉');
    await ada.select('[data-testid="reaction-🎉"][aria-label="🎉, 1 reaction"]');
    await ada.click('reaction-🎉');
    await ben.select('[data-testid="reaction-🎉"][aria-label="🎉, 2 reactions, yours among them"]');

    await ada.fill('composer', '/menus');
    await ada.press('Enter', 'Enter');
    await ada.reads('Only you can see this');
    await ada.fill('composer', 'Did you see that?');
    await ada.press('Enter');
    await ben.reads('Did you see that?');
    expect(await ben.text()).not.toContain('Only you can see this');

    await ben.page.close();
    await ada.reads('Offline — 1');
    expect([...ada.errors, ...ben.errors]).toEqual([]);
  });

  it('knows a person again after a reload and in another tab, where they may also be somebody else', async () => {
    const rig = await Rig.start();
    const ada = await Person.join(browser, rig.playground.pageUrl, 'Ada');
    await ada.page.reload();
    await ada.find('composer');
    await ada.reads('Online — 1');

    const second = await ada.anotherTab();
    await second.click('join-continue');
    await second.fill('composer', 'From the second tab');
    await second.press('Enter');
    await ada.reads('From the second tab');
    await ada.reads('Online — 1');

    const third = await ada.anotherTab();
    await third.fill('join-name', 'Cem');
    await third.click('join-submit');
    await ada.reads('Online — 2');
    // One of two tabs is closed: the person stays.
    await second.page.close();
    await third.page.close();
    await ada.reads('Offline — 1');
    await ada.reads('Online — 1');
    expect(ada.errors).toEqual([]);
  });

  it('draws what people, models and bots write as text, never as markup', async () => {
    const rig = await Rig.start();
    const { channel } = await handyBot(rig);
    const ada = await Person.join(browser, rig.playground.pageUrl, MARKUP.slice(0, 32));
    const webhook = await channel.createWebhook({ name: 'webhook' });
    const link = new ButtonBuilder().setStyle(ButtonStyle.Link).setLabel(MARKUP).setURL('https://example.org');
    await webhook.send({
      username: MARKUP,
      content: `${MARKUP} [press](javascript:owned) <javascript:owned> javascript:owned [good](https://example.org/"onclick=owned)`,
      embeds: [
        {
          author: { name: MARKUP },
          title: MARKUP,
          description: `${MARKUP} [press](javascript:owned) [data](data:text/html,owned)`,
          fields: [{ name: MARKUP, value: `\`\`\`${MARKUP}\`\`\`` }],
          footer: { text: MARKUP },
        },
      ],
      files: [new AttachmentBuilder(Buffer.from(MARKUP), { name: `${MARKUP}.html` })],
    });
    await channel.send({ content: 'A button', components: [new Row<ButtonBuilder>().addComponents(link)] });
    const thread = await channel.threads.create({ name: MARKUP });
    await thread.send('In the thread');
    await ada.click(`channel-${thread.id}`);
    await ada.reads('In the thread');
    await ada.clickOn('.crumb');
    await ada.reads('A button');
    const found = await ada.page.evaluate(() => ({
      owned: 'owned' in window,
      elements: document.querySelectorAll('b, img[src="x"], script:not([src]), [onerror], [onclick]').length,
      links: [...document.querySelectorAll('a')].map(({ protocol, origin, rel }) =>
        origin === location.origin ? 'own' : `${protocol} ${rel}`,
      ),
    }));
    expect(found).toMatchObject({ owned: false, elements: 0 });
    expect(new Set(found.links)).toEqual(new Set(['own', 'https: noopener noreferrer nofollow']));
    // The name, the words, author, title, description, field, its code, footer, button, thread.
    expect((await ada.text()).split('<b>no</b>').length).toBeGreaterThan(9);
    expect(ada.errors).toEqual([]);
  });

  it('offers commands with their options, asks the bot for choices, and says what is wrong with a value', async () => {
    const rig = await Rig.start();
    await handyBot(rig);
    const ada = await Person.join(browser, rig.playground.pageUrl, 'Ada');
    await ada.type('/');
    await ada.reads('Opens a form');
    await ada.press('ArrowDown', 'ArrowUp');
    await ada.type('ea');
    await ada.press('Enter');
    await ada.hasFocus('argument-fruit');
    for (const fruit of FRUITS) await ada.reads(fruit);
    await ada.type('an');
    await ada.misses('[data-testid="choice"]:nth-child(2)');
    // A choice that is taken leads on to the next option that must be given.
    await ada.press('Enter');
    await ada.hasFocus('argument-number');
    await ada.type('10');
    await ada.press('Enter');
    await ada.reads('At most 9.');
    await ada.press('Backspace', 'Backspace');
    await ada.type('3');
    await ada.tab();
    await ada.hasFocus('argument-peeled');
    await ada.press('ArrowDown', 'Enter', 'Enter');
    await ada.reads('3 times the Banana, peeled: true');
    await ada.hasFocus('composer');

    // Escape leaves, one step at a time.
    await ada.type('/eat ');
    await ada.hasFocus('argument-fruit');
    await ada.find('choice');
    await ada.press('Escape', 'Escape');
    await ada.hasFocus('composer');
    expect(ada.errors).toEqual([]);
  });

  it('opens a form that the keyboard fills and Escape closes', async () => {
    const rig = await Rig.start();
    await handyBot(rig);
    const ada = await Person.join(browser, rig.playground.pageUrl, 'Ada');
    await ada.type('/form ');
    await ada.press('Enter');
    await ada.hasFocus('field-name');
    await ada.press('Escape');
    await ada.misses('dialog');
    await ada.hasFocus('composer');
    await ada.type('typed after');
    await ada.page.waitForFunction(() => document.querySelector('textarea')?.value === 'typed after');

    await ada.fill('composer', '/form ');
    await ada.press('Enter');
    await ada.hasFocus('field-name');
    await ada.press('Enter');
    await ada.reads('“Name” is required.');
    await ada.type('Grace');
    await ada.tabTo('field-colour');
    await ada.press('ArrowDown', 'ArrowDown', 'Enter');
    await ada.tabTo('modal-submit');
    await ada.press('Enter');
    await ada.reads('Form: Grace, green');
    await ada.misses('dialog');
    expect(ada.errors).toEqual([]);
  });

  it('lets menus and buttons be used, says when nobody answers, and counts the seconds that are left', async () => {
    const rig = await Rig.start();
    const { channel } = await handyBot(rig);
    const ada = await Person.join(browser, rig.playground.pageUrl, 'Ada');
    const soon = Math.floor(Date.now() / 1000) + 60;
    await channel.send(`It ends <t:${soon}:R>`);
    await channel.send({ content: 'Buttons', components: [buttons()] });
    await ada.select('.timestamp');
    const left = await ada.page.$eval('.timestamp', ({ textContent }) => textContent ?? '');
    expect(left).toMatch(/^in (1 minute|[56]\d seconds)$/);
    await ada.click('component-silent');
    await ada.click('component-count');
    await ada.reads('Pressed by Ada');
    await ada.fill('composer', '/menus ');
    await ada.press('Enter');
    await ada.click('component-one');
    await ada.clickOn('[data-testid="select-option"][data-value="cherry"]');
    await ada.reads('Chosen: cherry');
    await ada.find('component-several');
    await ada.page.focus('[data-testid="component-several"]');
    await ada.press('Enter', 'Enter', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter', 'Escape');
    await ada.reads('Chosen: apple,quince');
    await ada.reads('This interaction failed');
    await ada.page.waitForFunction((before) => document.querySelector('.timestamp')?.textContent !== before, {}, left);
    expect(ada.errors).toEqual([]);
  });

  it('keeps the line of a reader who has scrolled up, and leads back to the newest', async () => {
    const rig = await Rig.start();
    const other = await rig.visitor('Other');
    const { channelId } = rig.playground;
    for (let number = 1; number <= 120; number += 1) await other.send(channelId, `line ${number}\nand one below`);
    const ada = await Person.join(browser, rig.playground.pageUrl, 'Ada');
    await ada.reads('line 120');
    await expect.poll(() => placeOf(ada, 'line 120')).toMatchObject({ inView: true });

    // A little is enough: whoever scrolls up is not pulled back by what comes.
    await scrollBy(ada, -30);
    await other.send(channelId, 'line 121');
    await ada.reads('1 new');
    expect(await placeOf(ada, 'line 121')).toMatchObject({ inView: false });

    // Older ones are fetched above, and what is read stays where it is.
    await scrollBy(ada, -100_000);
    await ada.reads('line 25\n');
    const reading = await placeOf(ada, 'line 71');
    await other.react(channelId, (await other.messages(channelId, 100)).at(-1)?.id ?? '', '🎉');
    await other.send(channelId, 'line 122');
    await ada.reads('2 new');
    await expect.poll(async () => (await placeOf(ada, 'line 71')).top).toBeCloseTo(reading.top, -1);

    await ada.click('jump');
    await ada.misses('[data-testid="jump"]');
    await expect.poll(() => placeOf(ada, 'line 122')).toMatchObject({ inView: true });
    await scrollBy(ada, -500);
    await ada.fill('composer', 'my own words');
    await ada.press('Enter');
    await ada.reads('my own words');
    await ada.misses('[data-testid="jump"]');
    await expect.poll(() => placeOf(ada, 'my own words')).toMatchObject({ inView: true });
    expect(ada.errors).toEqual([]);
  });

  it('lets the Tab key through a long log in a few steps, both ways', async () => {
    const rig = await Rig.start();
    const { channel } = await handyBot(rig);
    const { channelId } = rig.playground;
    for (let number = 1; number <= 40; number += 1) await channel.send(`https://example.org/${number}`);
    const last = await channel.send({ content: 'the last', components: [buttons()] });
    await last.react('🎉');
    const ada = await Person.join(browser, rig.playground.pageUrl, 'Ada');
    await ada.find('reaction-🎉');
    await ada.tabTo('reaction-🎉', { back: true, most: 2 });
    await ada.tabTo('component-count', { back: true, most: 3 });
    await ada.tabTo(`channel-${channelId}`, { back: true, most: 4 });
    await ada.tabTo(`message-${last.id}`, { most: 5 });
    await ada.press('ArrowUp', 'ArrowUp');
    await expect.poll(async () => (await ada.focus()).name).toContain('https://example.org/39');
    await ada.tabTo('composer', { most: 4 });
    await ada.tab(true);
    await ada.press('Escape');
    await ada.hasFocus('composer');
    // Whoever types elsewhere means the box.
    await ada.tab(true);
    await ada.type('hello');
    await ada.hasFocus('composer');
    expect(await ada.page.$eval('textarea', ({ value }) => value)).toBe('hello');
    expect(ada.errors).toEqual([]);
  });

  it('marks threads with something new, shows where the new begins, and lets nobody write into a locked one', async () => {
    const rig = await Rig.start();
    const { channel } = await handyBot(rig);
    const thread = await channel.threads.create({ name: 'A thread' });
    const message = await thread.send('read before');
    const ada = await Person.join(browser, rig.playground.pageUrl, 'Ada');
    await ada.click(`channel-${thread.id}`);
    await ada.reads('read before');
    await ada.click('join-thread');
    await ada.reads('Leave');
    await ada.page.reload();
    await ada.reads('Leave');
    await ada.clickOn('.crumb');
    await ada.reads('Welcome to');
    await thread.send('not read yet');
    await ada.select(`[data-testid="channel-${thread.id}"].unread`);
    await expect.poll(() => ada.page.title()).toMatch(/^\(1\)/);
    await ada.click(`thread-card-${thread.id}`);
    await ada.find('new-messages');
    const order = await ada.page.$$eval('.message, .day.new', (rows) => rows.map(({ textContent }) => textContent));
    expect(order.indexOf('New')).toBe(order.findIndex((text) => text?.includes('read before')) + 1);
    await ada.misses('.unread');

    await message.react('🎉');
    await ada.find('reaction-🎉');
    rig.playground.archiveThread(thread.id, true);
    await ada.reads('This thread is locked');
    expect(await ada.count('textarea, [data-testid="join-thread"], .add-reaction')).toBe(0);
    expect(await ada.page.$eval('[data-testid="reaction-🎉"]', (button) => button.matches(':disabled'))).toBe(true);
    await ada.page.reload();
    await ada.reads('This thread is locked');
    expect(ada.errors).toEqual([]);
  });

  it('reads a growing text aloud once, when it stands', async () => {
    const rig = await Rig.start();
    const { channel } = await handyBot(rig);
    const ada = await Person.join(browser, rig.playground.pageUrl, 'Ada');
    await ada.reads('Welcome to');
    await ada.page.evaluate(() => {
      const region = document.querySelector('[data-testid="announcer"]');
      const heard: (string | null)[] = [];
      Object.assign(window, { heard });
      if (region !== null) {
        const options = { childList: true, characterData: true, subtree: true };
        new MutationObserver(() => heard.push(region.textContent)).observe(region, options);
      }
    });
    const growing = await channel.send('One ▍');
    for (const words of ['One two ▍', 'One two three ▍', 'One two three four.']) await growing.edit(words);
    await ada.page.waitForFunction(() => Reflect.get(window, 'heard').length > 0, { timeout: 10_000, polling: 50 });
    expect(await ada.page.evaluate(() => Reflect.get(window, 'heard'))).toEqual([
      'Ensemble Debates: One two three four.',
    ]);
    // The log itself, where every word is drawn, says nothing.
    expect(await ada.page.$eval('[role="log"]', (log) => log.getAttribute('aria-live'))).toBe('off');
    expect(await ada.count('[aria-live="polite"], [aria-live="assertive"]')).toBe(0);
  });

  it('says that the connection is lost, and comes back as the same person to a playground that started anew', async () => {
    const rig = await Rig.start();
    const ada = await Person.join(browser, rig.playground.pageUrl, 'Ada');
    await rig.playground.close();
    await ada.reads('Connection lost');
    await ada.fill('composer', 'kept words');
    await ada.press('Enter');
    await ada.reads('Not sent: The playground cannot be reached.');
    const again = await startPlayground(
      { port: Number(new URL(rig.playground.pageUrl).port), rateLimits: 'off' },
      { log: createLog('silent'), clock: systemClock, entropy: systemEntropy },
    );
    try {
      await ada.select('.me .presence.on');
      expect(await ada.page.$eval('.me-name strong', ({ textContent }) => textContent)).toBe('Ada');
    } finally {
      await again.close();
    }
  });
});

interface Place {
  readonly top: number;
  readonly inView: boolean;
}

/** Where a message stands in the log. */
function placeOf(person: Person, words: string): Promise<Place> {
  return person.page.evaluate((wanted) => {
    const log = document.querySelector('.log')?.getBoundingClientRect();
    const row = [...document.querySelectorAll('.message')].find(({ textContent }) => textContent?.includes(wanted));
    if (log === undefined || row === undefined) throw new Error(`There is no message "${wanted}"`);
    const { top, bottom } = row.getBoundingClientRect();
    return { top, inView: top >= log.top - 1 && bottom <= log.bottom + 1 };
  }, words);
}

/** Scrolls as a wheel does. */
async function scrollBy(person: Person, pixels: number): Promise<void> {
  await person.find('log');
  await person.page.evaluate(
    (by) => document.querySelector('.log')?.scrollBy({ top: by, behavior: 'instant' }),
    pixels,
  );
}
