import axe from 'axe-core';
import puppeteer, { type Browser, type BrowserContext, type ElementHandle, type Page } from 'puppeteer-core';
import { onTestFinished } from 'vitest';

export type BrowserName = 'chromium' | 'firefox';
export const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];

/**
 * Starts an installed browser of somebody with a mouse, who likes dark pages on which nothing moves. `.ci/browser` names
 * the browsers by CHROMIUM and FIREFOX.
 */
export async function openBrowser(name: BrowserName): Promise<Browser> {
  const variable = name.toUpperCase();
  const executablePath = process.env[variable];
  if (executablePath === undefined) throw new Error(`${variable} is not set: start these tests with bash .ci/browser`);
  if (name === 'firefox') {
    const extraPrefsFirefox = {
      'ui.primaryPointerCapabilities': 6,
      'ui.allPointerCapabilities': 6,
      'ui.prefersReducedMotion': 1,
      'layout.css.prefers-color-scheme.content-override': 0,
    };
    return puppeteer.launch({ browser: 'firefox', executablePath, headless: true, extraPrefsFirefox });
  }
  return puppeteer.launch({
    browser: 'chrome',
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--force-prefers-reduced-motion',
      `--blink-settings=${[
        'primaryHoverType=2',
        'availableHoverTypes=2',
        'primaryPointerType=4',
        'availablePointerTypes=4',
        'preferredColorScheme=0',
      ].join()}`,
    ],
  });
}

const PATIENCE = 15_000;
/** Whose window is in front. */
const front = new WeakMap<Browser, Person>();

/** What has the keyboard's focus. */
export interface Focus {
  readonly testId: string | null;
  /** What it says, or is called. */
  readonly name: string;
  /** Whether one can see that it is this. */
  readonly visible: boolean;
}

/** What a person does on the playground's page. */
export class Person {
  readonly page: Page;
  /** What the page complained about. */
  readonly errors: string[] = [];
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
  }

  /** Opens the page in a browser of their own, which ends with the test. */
  static async open(browser: Browser, address: string): Promise<Person> {
    const context = await browser.createBrowserContext();
    onTestFinished(() => context.close());
    return Person.#visit(context, address);
  }

  static async join(browser: Browser, address: string, name: string): Promise<Person> {
    const person = await Person.open(browser, address);
    await person.fill('join-name', name);
    await person.click('join-submit');
    await person.find('composer');
    return person;
  }

  /** The same person's browser, another tab. */
  async anotherTab(): Promise<Person> {
    return Person.#visit(this.#context, this.page.url());
  }

  static async #visit(context: BrowserContext, address: string): Promise<Person> {
    const person = new Person(context, await context.newPage());
    await person.page.setViewport({ width: 1280, height: 900 });
    await person.page.goto(address);
    return person;
  }

  /** Makes this person's window the one in front: Firefox tells the others nothing of the keyboard's focus. */
  async #toFront(): Promise<void> {
    if (front.get(this.#context.browser()) === this) return;
    front.set(this.#context.browser(), this);
    await this.page.bringToFront();
  }

  /** The element with a test id, once it is there and visible. */
  async find(testId: string): Promise<ElementHandle<Element>> {
    return this.select(`[data-testid="${testId}"]`);
  }

  async select(selector: string): Promise<ElementHandle<Element>> {
    await this.#toFront();
    const found = await this.page.waitForSelector(selector, { visible: true, timeout: PATIENCE });
    if (found === null) throw new Error(`${selector} is not there`);
    return found;
  }

  async click(testId: string): Promise<void> {
    await this.clickOn(`[data-testid="${testId}"]`);
  }

  async clickOn(selector: string): Promise<void> {
    const element = await this.select(selector);
    await element.scrollIntoView();
    await element.click();
  }

  /** Replaces what stands in a field. */
  async fill(testId: string, text: string): Promise<void> {
    const field = await this.find(testId);
    await field.click();
    await field.evaluate((input) => {
      if (input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) input.select();
    });
    await this.page.keyboard.type(text);
  }

  async type(text: string): Promise<void> {
    await this.#toFront();
    await this.page.keyboard.type(text);
  }

  async press(...keys: Parameters<Page['keyboard']['press']>[0][]): Promise<void> {
    await this.#toFront();
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Waits until the page's text holds these words. */
  async reads(words: string): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => document.body.innerText.includes(wanted),
      { timeout: PATIENCE, polling: 50 },
      words,
    );
  }

  /** Waits until what a selector names is no longer there. */
  async misses(selector: string): Promise<void> {
    await this.page.waitForSelector(selector, { hidden: true, timeout: PATIENCE });
  }

  text(): Promise<string> {
    return this.page.evaluate(() => document.body.innerText);
  }

  /** How many elements a selector names. */
  async count(selector: string): Promise<number> {
    return (await this.page.$$(selector)).length;
  }

  async focus(): Promise<Focus> {
    await this.#toFront();
    return this.page.evaluate(() => {
      const element = document.activeElement ?? document.body;
      const probe = document.createElement('i');
      probe.style.color = 'var(--accent)';
      document.body.append(probe);
      const accent = getComputedStyle(probe).color;
      probe.remove();
      // A text box shows it at the frame around it.
      const frame = element.closest('.composer-box, .argument');
      const framed = frame !== null && getComputedStyle(frame).borderTopColor === accent;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return {
        testId: element.getAttribute('data-testid'),
        name: element.getAttribute('aria-label') ?? element.textContent ?? '',
        visible: framed || (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2),
      };
    });
  }

  /** One step with Tab, or with Shift+Tab. */
  async tab(back = false): Promise<void> {
    await this.#toFront();
    if (back) await this.page.keyboard.down('Shift');
    await this.page.keyboard.press('Tab');
    if (back) await this.page.keyboard.up('Shift');
  }

  /** Waits until the element of a test id has the focus. */
  async hasFocus(testId: string): Promise<void> {
    await this.#toFront();
    await this.page.waitForFunction(
      (wanted) => document.activeElement?.getAttribute('data-testid') === wanted,
      { timeout: PATIENCE, polling: 50 },
      testId,
    );
  }

  /** Goes with Tab (or Shift+Tab) to the element of a test id, in not more than `most` steps, each of which can be seen. */
  async tabTo(testId: string, { back = false, most = 12 }: { back?: boolean; most?: number } = {}): Promise<void> {
    const passed: string[] = [];
    for (let step = 0; step < most; step += 1) {
      await this.tab(back);
      const focus = await this.focus();
      if (!focus.visible) throw new Error(`One can't see that "${focus.name}" has the focus`);
      if (focus.testId === testId) return;
      passed.push(focus.testId ?? focus.name.slice(0, 30));
    }
    throw new Error(`Tab does not lead to ${testId} but over ${passed.join(', ')}`);
  }

  /** What axe finds wrong on the page as it stands, by the rules of WCAG 2.2 A and AA. */
  async barriers(): Promise<string[]> {
    await this.page.evaluate(axe.source);
    return this.page.evaluate(async () => {
      const checker: typeof axe = Reflect.get(window, 'axe');
      const { violations } = await checker.run(document, {
        resultTypes: ['violations'],
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      });
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ html, any }) => `${id}: ${help}. ${html.slice(0, 200)} ${any[0]?.message ?? ''}`),
      );
    });
  }
}
