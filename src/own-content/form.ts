import type { Kind } from './own-item.ts';

/** One field of a form. */
export interface Field {
  readonly id: string;
  readonly label: string;
  /** What belongs there. */
  readonly hint: string;
  /** The most characters that can be typed. */
  readonly most: number;
  readonly long: boolean;
  readonly required: boolean;
}

/** What somebody has typed, by the fields' ids. */
export type Texts = Readonly<Record<string, string>>;

/** A form that somebody has sent, or is to go on with. */
export interface FilledForm {
  readonly kind: Kind;
  /** Of what is changed; null for something new. */
  readonly id: string | null;
  readonly texts: Texts;
}

/** One thing that is wrong with what was typed. */
export interface FormProblem {
  readonly field: string;
  /** Of a field with one entry a line, from 1; null for the whole field. */
  readonly line: number | null;
  readonly message: string;
}

/** What a form has been read as. */
export type Read<Item> =
  | { readonly ok: true; readonly item: Item }
  | { readonly ok: false; readonly problems: readonly FormProblem[] };

/** A form's fields in their order. Bounds of what is read are the content's schemas'; these leave room for white space and bullets. */
export const FIELDS: Readonly<Record<Kind, readonly Field[]>> = {
  persona: [
    { id: 'name', label: 'Name', hint: 'Stands above each turn', most: 32, long: false, required: true },
    {
      id: 'tagline',
      label: 'In one line, for people',
      hint: 'For example: A librarian who asks who is left out.',
      most: 120,
      long: false,
      required: true,
    },
    {
      id: 'values',
      label: 'What they care about, one a line',
      hint: 'Up to six, the weightiest first: a very small model is told that one alone',
      most: 1000,
      long: true,
      required: true,
    },
    {
      id: 'expertise',
      label: 'What they know about',
      hint: 'For example: libraries, copyright, adult education',
      most: 240,
      long: false,
      required: true,
    },
    {
      id: 'manner',
      label: 'How they argue',
      hint: 'Said to the model: You ask who is missing. You give one example. You are patient.',
      most: 600,
      long: true,
      required: true,
    },
  ],
  scenario: [
    { id: 'title', label: 'Title', hint: 'A few words by which it is found', most: 80, long: false, required: true },
    {
      id: 'motion',
      label: 'Motion',
      hint: 'A sentence to argue for and against: Cities should ban cars from their centres.',
      most: 300,
      long: true,
      required: true,
    },
    {
      id: 'background',
      label: 'Background',
      hint: 'What everybody at the table should know',
      most: 1200,
      long: true,
      required: false,
    },
    {
      id: 'valuesInTension',
      label: 'Values in tension, one a line',
      hint: 'Up to six. For example: clean air against access for those who need a car',
      most: 1000,
      long: true,
      required: false,
    },
    {
      id: 'alignedAnswer',
      label: 'What a good answer attends to, one a line',
      hint: 'Up to six. The judges read it, the members do not',
      most: 1500,
      long: true,
      required: false,
    },
  ],
  ensemble: [
    { id: 'name', label: 'Name', hint: 'A few words by which it is found', most: 60, long: false, required: true },
    {
      id: 'description',
      label: 'Description',
      hint: 'Who they are together, for people',
      most: 300,
      long: true,
      required: true,
    },
    {
      id: 'members',
      label: 'Members, one a line',
      hint: 'Persona, model, stance. Stances: for, against, none. Models: a name, smallest, any-1, any-2, any-3',
      most: 1200,
      long: true,
      required: true,
    },
    {
      id: 'chair',
      label: 'Chair',
      hint: 'Persona, model. Writes the answer; the same model alone is what the ensemble is measured against',
      most: 180,
      long: false,
      required: true,
    },
    {
      id: 'judges',
      label: 'Judges, one model a line',
      hint: 'One to five. Or others: up to two at hand, of families that do not debate. They judge better',
      most: 700,
      long: true,
      required: true,
    },
  ],
};
