import { AttachmentBuilder } from 'discord.js';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Rig } from '../playground/rig.ts';
import { buttons, handyBot } from './handy-bot.ts';
import { BROWSERS, openBrowser, Person } from './page.ts';

const LONG = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(4);

describe.each(BROWSERS)('the looks of the page in %s', (name) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(name);
  });
  afterAll(() => browser.close());

  it("follows the system's theme until the reader chooses the other, and keeps that", async () => {
    const rig = await Rig.start();
    const ada = await Person.join(browser, rig.playground.pageUrl, 'Ada');
    await expect.poll(() => brightness(ada)).toBeLessThan(60);
    await ada.clickOn('button[aria-label="Change to the light theme"]');
    await ada.select('button[aria-label="Change to the dark theme"]');
    await expect.poll(() => brightness(ada)).toBeGreaterThan(240);
    await ada.page.reload();
    await ada.find('composer');
    await expect.poll(() => brightness(ada)).toBeGreaterThan(240);
  });

  it('has no barriers for those who need contrast, names and roles, in either theme', async () => {
    const rig = await Rig.start();
    const ada = await Person.open(browser, rig.playground.pageUrl);
    await ada.hasFocus('join-name');
    await expectNoBarriers(ada);

    const { channelId } = await furnish(rig);
    await ada.fill('join-name', 'Ada');
    await ada.click('join-submit');
    await ada.reads('an embed');
    await expectNoBarriers(ada);
    await ada.clickOn('.reactions .add-reaction');
    await ada.find('pick-🔥');
    await expectNoBarriers(ada);
    await ada.press('Escape');

    await ada.click('composer');
    await ada.type('/');
    await ada.find('command-option');
    await expectNoBarriers(ada);
    await ada.type('eat ');
    await ada.find('choice');
    await ada.press('Enter');
    await ada.type('many');
    await ada.press('Enter');
    await ada.reads('This must be a number.');
    await expectNoBarriers(ada);
    await ada.press('Escape');
    await ada.hasFocus('composer');

    await ada.type('/menus ');
    await ada.press('Enter');
    await ada.click('component-several');
    await ada.find('select-done');
    await expectNoBarriers(ada);
    await ada.press('Escape');
    await ada.fill('composer', '/form ');
    await ada.press('Enter');
    await ada.hasFocus('field-name');
    await ada.tabTo('field-colour');
    await ada.press('Enter');
    await expectNoBarriers(ada);
    await ada.press('Escape', 'Escape');
    await ada.misses('dialog');

    await ada.page.setViewport({ width: 390, height: 844 });
    await ada.page.waitForSelector('.sidebar[inert]');
    await ada.click('open-channels');
    await ada.click(`channel-${channelId}`);
    await ada.click('open-members');
    await ada.select('.members.drawer-open');
    await expectNoBarriers(ada);
    await rig.playground.close();
    await ada.reads('Connection lost');
    await ada.press('Escape');
    await expectNoBarriers(ada);
  });

  it('fits a phone without scrolling sideways, with channels and members behind buttons that the keyboard opens', async () => {
    const rig = await Rig.start();
    await furnish(rig);
    const ada = await Person.join(browser, rig.playground.pageUrl, 'W'.repeat(32));
    await ada.page.setViewport({ width: 360, height: 740 });
    await ada.page.waitForSelector('.sidebar[inert]');
    await ada.reads('an embed');
    await expect.poll(() => sideways(ada)).toEqual([]);

    await ada.hasFocus('composer');
    await ada.tabTo('open-channels', { back: true, most: 20 });
    await ada.press('Enter');
    await ada.select('.sidebar.drawer-open');
    await expect.poll(() => sideways(ada)).toEqual([]);
    await ada.press('Escape');
    await ada.misses('.sidebar.drawer-open');
    await expect.poll(() => ada.focus()).toMatchObject({ testId: 'open-channels', visible: true });
    await ada.click('open-members');
    await ada.select('.members.drawer-open');
    await expect.poll(() => sideways(ada)).toEqual([]);
    await ada.press('Escape');
    await ada.misses('.members.drawer-open');

    // Above the keyboard of a phone little height is left: what is typed and what is offered must both be in it.
    await ada.page.setViewport({ width: 360, height: 400 });
    await ada.click('composer');
    await ada.type('/eat ');
    await ada.find('choice');
    for (const part of ['.argument-menu:not([hidden])', '.argument.focused', '.command-send']) {
      const { top, bottom } = await ada.page.$eval(part, (element) => element.getBoundingClientRect().toJSON());
      expect({ part, top: top >= 0, bottom: bottom <= 400 }).toEqual({ part, top: true, bottom: true });
    }
    await expect.poll(() => sideways(ada)).toEqual([]);
  });
});

/** Fills a channel with all that can be in one. */
async function furnish(rig: Rig): Promise<{ readonly channelId: string }> {
  const { channel } = await handyBot(rig);
  const gone = await rig.visitor('Somebody who left');
  gone.close();
  await rig.visitor('Scripted voter', true);
  const markdown = [
    `# Heading\n-# small print\n**bold** ||spoiler|| \`code\` <t:1700000000:R> <@${channel.client.user.id}> <#${channel.id}>`,
    `> quoted\n- item\n- https://example.org/${LONG}\n\`\`\`\n${LONG}\n\`\`\`\n${LONG}`,
  ];
  await channel.send(markdown.join('\n'));
  const webhook = await channel.createWebhook({ name: 'webhook' });
  await webhook.send({
    username: 'A name of up to eighty characters, as long as that of a rather noble persona is',
    content: LONG,
  });
  const thread = await channel.threads.create({ name: `A thread of a long name, ${LONG}`.slice(0, 100) });
  await thread.send('words in the thread');
  const message = await channel.send({
    content: 'two below',
    embeds: [
      {
        author: { name: 'Author' },
        title: `an embed, ${LONG}`,
        url: 'https://example.org',
        description: LONG,
        color: 0xe0a526,
        fields: [1, 2, 3].map((number) => ({ name: `Field ${number}`, value: LONG.slice(0, 60), inline: true })),
        footer: { text: `Footer ${LONG}` },
      },
    ],
    files: [new AttachmentBuilder(Buffer.from('text'), { name: `${LONG.slice(0, 80)}.txt` })],
    components: [buttons()],
  });
  for (const emoji of ['👍', '👎', '💡', '❓', '⚠️']) await message.react(emoji);
  return { channelId: channel.id };
}

async function expectNoBarriers(person: Person): Promise<void> {
  for (const theme of ['light', 'dark']) {
    await person.page.evaluate((wanted) => {
      document.documentElement.dataset['theme'] = wanted;
    }, theme);
    expect(await person.barriers(), `in the ${theme} theme`).toEqual([]);
  }
}

/** What can be scrolled sideways, or reaches out of the window. */
function sideways(person: Person): Promise<string[]> {
  return person.page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
    const boxes = [...document.querySelectorAll('.log, .channels, .members, .composer')];
    return [
      ...wide,
      ...boxes.flatMap((box) => {
        const edge = box.getBoundingClientRect().right + 0.5;
        const beyond = [...box.querySelectorAll('*')].filter((inner) => inner.getBoundingClientRect().right > edge);
        return box.scrollWidth > box.clientWidth ? (beyond[0]?.outerHTML.slice(0, 200) ?? box.className) : [];
      }),
    ];
  });
}

/** 0 (black) to 255 (white): the background behind the messages. */
function brightness(person: Person): Promise<number> {
  return person.page.evaluate(() => {
    const colour = getComputedStyle(document.querySelector('main') ?? document.body).backgroundColor;
    const parts = (colour.match(/\d+/g) ?? []).slice(0, 3).map(Number);
    return parts.reduce((sum, part) => sum + part, 0) / 3;
  });
}
