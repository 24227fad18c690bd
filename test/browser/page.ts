import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';

export type BrowserName = 'chromium' | 'firefox';

/** Starts an installed browser. `.ci/browser` names them by CHROMIUM and FIREFOX. */
export async function openBrowser(name: BrowserName): Promise<Browser> {
  const variable = name.toUpperCase();
  const executablePath = process.env[variable];
  if (executablePath === undefined) throw new Error(`${variable} is not set: start these tests with bash .ci/browser`);
  if (name === 'firefox') return puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  return puppeteer.launch({
    browser: 'chrome',
    executablePath,
    headless: true,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}

/** What a person does on the playground's page. */
export class Person {
  readonly page: Page;
  /** What the page complained about. */
  readonly errors: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
  }

  static async join(browser: Browser, address: string, name: string): Promise<Person> {
    const person = new Person(await browser.newPage());
    await person.page.setViewport({ width: 1280, height: 900 });
    await person.page.goto(address);
    const field = await person.find('join-name');
    await field.click({ clickCount: 3 });
    await field.type(name);
    await person.click('join-submit');
    await person.find('composer');
    return person;
  }

  /** The element with a test id, once it is there and visible. */
  async find(testId: string): Promise<ElementHandle<Element>> {
    const found = await this.page.waitForSelector(`[data-testid="${testId}"]`, { visible: true, timeout: 60_000 });
    if (found === null) throw new Error(`${testId} is not there`);
    return found;
  }

  async click(testId: string): Promise<void> {
    const element = await this.find(testId);
    await element.scrollIntoView();
    await element.click();
  }

  /** Waits until the page's text holds these words. */
  async reads(words: string): Promise<void> {
    await this.page.waitForFunction((wanted) => document.body.innerText.includes(wanted), { timeout: 90_000 }, words);
  }

  text(): Promise<string> {
    return this.page.evaluate(() => document.body.innerText);
  }

  press(...keys: Parameters<Page['keyboard']['press']>[0][]): Promise<void> {
    return keys.reduce<Promise<void>>(
      (before, key) => before.then(() => this.page.keyboard.press(key)),
      Promise.resolve(),
    );
  }
}
