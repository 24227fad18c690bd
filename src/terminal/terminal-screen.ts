import type { Clock } from '../core/clock.ts';
import { createPalette, type Palette, type Style } from './palette.ts';
import { printable } from './printable.ts';
import { ProgressLine } from './progress-line.ts';
import { columnsOf, type TerminalOutput } from './terminal-output.ts';
import { WordWrap, wrap } from './word-wrap.ts';

/** A text, or a text with its style. What the text holds is shown, never obeyed. */
export type Piece = string | readonly [text: string, style: Style];

/** What is going on, as a text for the progress line. @param seconds since it began */
export type Status = (seconds: number) => string;

export interface ScreenOptions {
  readonly out: TerminalOutput;
  /** Bits a colour; 1 for none. */
  readonly colorDepth: number;
  /** Lines can be overwritten: there is a progress line, and words appear as they are written. */
  readonly overwrite: boolean;
  readonly clock: Clock;
}

/** How often the progress line is drawn anew, in milliseconds. */
const DRAWN_EVERY = 1000;

/**
 * The terminal, shared by all that is printed there at the same time. While one part's words grow, what others print waits for the end of
 * the turn. Control characters in texts are neutralised here and nowhere else: styles are the only escape sequences that get out.
 */
export class TerminalScreen {
  readonly palette: Palette;
  /** See ScreenOptions.overwrite. */
  readonly overwrite: boolean;
  readonly #out: TerminalOutput;
  readonly #clock: Clock;
  readonly #progress: ProgressLine;
  readonly #statuses = new Map<ScreenPart, { readonly status: Status; readonly since: number }>();
  /** Ends the redrawing of the progress line; absent while nothing is redrawn. */
  #drawing: AbortController | undefined;
  #growing: { readonly part: ScreenPart; readonly wrapped: WordWrap; text: string } | undefined;
  #held: string[] = [];

  constructor({ out, colorDepth, overwrite, clock }: ScreenOptions) {
    this.#out = out;
    this.#clock = clock;
    this.overwrite = overwrite;
    this.palette = createPalette(colorDepth);
    this.#progress = new ProgressLine(out);
    if (overwrite) {
      out.on('resize', () => {
        this.#progress.clear();
        this.#draw();
      });
    }
  }

  /** A voice of its own, for one trial for example. */
  part(): ScreenPart {
    return new ScreenPart(this);
  }

  /** @internal */
  print(part: ScreenPart, pieces: readonly Piece[]): void {
    const text = `${this.#laidOut(pieces)}\n`;
    if (this.#growing !== undefined && this.#growing.part !== part) {
      this.#held.push(text);
      return;
    }
    this.endGrowth(part);
    this.#progress.clear();
    this.#out.write(text);
    this.release();
  }

  /** @internal Prints what waited for the end of growing words. */
  release(): void {
    if (this.#growing !== undefined) return;
    for (const text of this.#held.splice(0)) this.#out.write(text);
    this.#draw();
  }

  /** @internal */
  grow(part: ScreenPart, label: readonly Piece[], raw: string): void {
    // Half of a character may have come so far.
    const text = printable(raw.replace(/[\ud800-\udbff]$/, ''));
    if (!this.overwrite || text === '') return;
    if (this.#growing === undefined) {
      this.print(part, label);
      this.#progress.clear();
      this.#growing = { part, wrapped: new WordWrap(() => this.#columns), text: '' };
    }
    const growing = this.#growing;
    // What was changed is shown at the end.
    if (growing.part !== part || !text.startsWith(growing.text)) return;
    this.#out.write(growing.wrapped.push(text.slice(growing.text.length)));
    growing.text = text;
  }

  /** @internal Ends growing words with a new line. @returns what was shown of them; undefined when nothing grew */
  endGrowth(part: ScreenPart): string | undefined {
    const growing = this.#growing;
    if (growing?.part !== part) return undefined;
    this.#growing = undefined;
    this.#out.write(`${growing.wrapped.flush()}\n`);
    return growing.text;
  }

  /** @internal */
  setStatus(part: ScreenPart, status: Status | undefined): void {
    if (status === undefined) this.#statuses.delete(part);
    else this.#statuses.set(part, { status, since: this.#clock.now() });
    this.#draw();
  }

  get #columns(): number {
    return this.overwrite ? columnsOf(this.#out) : Number.POSITIVE_INFINITY;
  }

  #laidOut(pieces: readonly Piece[]): string {
    const styled = pieces.map((piece) => (typeof piece === 'string' ? ([piece, plain] as const) : piece));
    const [first, ...more] = styled;
    if (first === undefined) return '';
    if (more.length > 0) return styled.map(([text, style]) => style(printable(text))).join('');
    const [text, style] = first;
    return wrap(printable(text), this.#columns)
      .map((line) => (line === '' ? '' : style(line)))
      .join('\n');
  }

  #draw(): void {
    if (!this.overwrite || this.#growing !== undefined) return;
    const now = this.#clock.now();
    const words = [...this.#statuses.values()].map(({ status, since }) => status(Math.floor((now - since) / 1000)));
    if (words.length === 0) {
      this.#progress.clear();
      this.#drawing?.abort();
      this.#drawing = undefined;
      return;
    }
    this.#progress.show(printable(words.join(' · ')), this.palette.dim);
    if (this.#drawing !== undefined) return;
    this.#drawing = new AbortController();
    void this.#keepDrawing(this.#drawing.signal);
  }

  async #keepDrawing(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#clock.sleep(DRAWN_EVERY, signal).catch(() => {});
      if (!signal.aborted) this.#draw();
    }
  }
}

/** What one trial, or the program itself, prints. */
export class ScreenPart {
  readonly #screen: TerminalScreen;

  constructor(screen: TerminalScreen) {
    this.#screen = screen;
  }

  /** A text of its own line or lines; without pieces an empty line. A single piece is wrapped between words. */
  line(...pieces: readonly Piece[]): void {
    this.#screen.print(this, pieces);
  }

  /** Shows words while they are written, where that is possible. @param text all words so far */
  grow(label: readonly Piece[], text: string): void {
    this.#screen.grow(this, label, text);
  }

  /** Shows words that are finished: what of them is not on the screen yet. */
  settle(label: readonly Piece[], text: string): void {
    // The last words may have come with the end.
    this.#screen.grow(this, label, text);
    const shown = this.#screen.endGrowth(this);
    const whole = printable(text);
    if (shown === undefined) this.line(...label);
    else if (!shown.includes(whole)) this.line(['(as it counts:)', this.#screen.palette.dim]);
    if (shown === undefined || !shown.includes(whole)) this.line(text);
    this.line();
  }

  /** Ends words that do not count. */
  drop(): void {
    this.#screen.endGrowth(this);
    this.#screen.release();
  }

  /** What is going on; undefined for nothing. */
  status(status: Status | undefined): void {
    this.#screen.setStatus(this, status);
  }

  /** Ends its words and its status. */
  close(): void {
    this.drop();
    this.status(undefined);
  }
}

const plain: Style = (text) => text;
