/** One message of a conversation. */
export interface Message {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** Plain text is read as prompt and answer written one after the other, with nothing between them but what they hold. */
export function standardForm<Row extends { readonly prompt: string }>(row: Row): Row {
  return { ...row, prompt: `${row.prompt}\n\n` };
}

/** A row whose texts are conversations. */
export type Conversational<Row, Texts extends keyof Row> = {
  readonly [Key in keyof Row]: Key extends Texts | 'prompt' ? readonly [Message] : Row[Key];
};

export function conversationalForm<
  Row extends { readonly prompt: string } & Readonly<Record<Texts, string>>,
  Texts extends Exclude<keyof Row, 'prompt'> & string,
>(row: Row, texts: readonly Texts[]): Conversational<Row, Texts> {
  const said = texts.map((name) => [name, [{ role: 'assistant', content: row[name] }]]);
  const prompt: readonly [Message] = [{ role: 'user', content: row.prompt }];
  // The same keys in the same order; those of texts hold messages.
  return { ...row, prompt, ...Object.fromEntries(said) } as Conversational<Row, Texts>;
}
