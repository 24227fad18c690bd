import { cellsOf } from './text-width.ts';

/**
 * Breaks a text between words where a line is full, while the text grows. The last word is held back until it is whole, so that it need not
 * be taken from the end of one line to the next.
 */
export class WordWrap {
  readonly #columns: () => number;
  #column = 0;
  #word = '';
  #wordWidth = 0;
  #gap = '';

  /** @param columns of the terminal as it is now; Infinity for no breaks */
  constructor(columns: () => number) {
    this.#columns = columns;
  }

  /** @returns what can be written now */
  push(text: string): string {
    let ready = '';
    for (const cell of cellsOf(text)) {
      if (!/^\s/.test(cell.text)) {
        this.#word += cell.text;
        this.#wordWidth += cell.width;
        // Scripts with wide characters write no spaces; and nobody waits for the end of a word that fills a line.
        if (cell.width > 1 || this.#wordWidth >= this.#columns()) ready += this.#placeWord();
        continue;
      }
      ready += this.#placeWord();
      if (cell.text === '\n') {
        ready += '\n';
        this.#column = 0;
        this.#gap = '';
      } else this.#gap += cell.text;
    }
    return ready;
  }

  /** @returns the last word */
  flush(): string {
    return this.#placeWord();
  }

  #placeWord(): string {
    if (this.#word === '') return '';
    const [word, width, gap] = [this.#word, this.#wordWidth, this.#gap];
    this.#word = '';
    this.#wordWidth = 0;
    this.#gap = '';
    if (this.#column > 0 && this.#column + gap.length + width > this.#columns()) {
      this.#column = width;
      return `\n${word}`;
    }
    this.#column += gap.length + width;
    return `${gap}${word}`;
  }
}

/** A whole text in lines of at most so many columns. */
export function wrap(text: string, columns: number): string[] {
  const wrapped = new WordWrap(() => columns);
  return `${wrapped.push(text)}${wrapped.flush()}`.split('\n');
}
