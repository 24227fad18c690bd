import { z } from 'zod';
import { type Letter, letterSchema, type Vote, voteChoiceSchema } from '../community/ballot.ts';
import { type PositionTime, positionTimeSchema } from '../community/position.ts';
import { type CriterionId, criterionIdSchema } from '../content/schema.ts';
import { contentIdSchema } from '../content/schema-parts.ts';
import { type TrialId, trialIdSchema } from '../core/ids.ts';
import type { TurnKey } from '../debate/events.ts';
import { seatSchema } from '../debate/plan.ts';
import { kindSchema } from '../own-content/own-item.ts';

/** A button of the ballot. The version lets buttons of old messages be told from new ones. */
export type VoteButton = {
  readonly trial: z.infer<typeof trialIdSchema>;
  readonly item: Vote['item'];
  readonly choice: Vote['choice'];
};

const votePartsSchema = z.tuple([
  z.literal('v1'),
  z.literal('vote'),
  trialIdSchema,
  z.enum(['answer', 'guess']),
  voteChoiceSchema,
]);

/** At most 100 characters. */
export function voteIdOf({ trial, item, choice }: VoteButton): string {
  return ['v1', 'vote', trial, item, choice].join(':');
}

/** Undefined for any other button, and for one of another version. */
export function parseVoteId(customId: string): VoteButton | undefined {
  const parsed = votePartsSchema.safeParse(customId.split(':'));
  if (!parsed.success) return undefined;
  const [, , trial, item, choice] = parsed.data;
  return { trial, item, choice };
}

const ownVotePartsSchema = z.tuple([z.literal('v1'), z.literal('own-vote'), trialIdSchema]);

/** The button that shows somebody their own vote. */
export function ownVoteIdOf(trial: TrialId): string {
  return ['v1', 'own-vote', trial].join(':');
}

/** Undefined for any other button. */
export function parseOwnVoteId(customId: string): TrialId | undefined {
  const parsed = ownVotePartsSchema.safeParse(customId.split(':'));
  return parsed.success ? parsed.data[2] : undefined;
}

const sheetPartsSchema = z.tuple([z.literal('v1'), z.literal('sheet'), trialIdSchema]);

/** The button that shows the sheets of a trial's judges. */
export function sheetIdOf(trial: TrialId): string {
  return ['v1', 'sheet', trial].join(':');
}

/** Undefined for any other button. */
export function parseSheetId(customId: string): TrialId | undefined {
  const parsed = sheetPartsSchema.safeParse(customId.split(':'));
  return parsed.success ? parsed.data[2] : undefined;
}

const formPartsSchema = z.tuple([
  z.literal('v1'),
  z.literal('form'),
  kindSchema,
  z.union([contentIdSchema, z.literal('').transform(() => null)]),
]);

/** Which form this is, and of what: null for something new. */
export type FormId = { readonly kind: z.infer<typeof kindSchema>; readonly id: string | null };

export function formIdOf({ kind, id }: FormId): string {
  return ['v1', 'form', kind, id ?? ''].join(':');
}

/** Undefined for a form that is not ours or of another version. */
export function parseFormId(customId: string): FormId | undefined {
  const parsed = formPartsSchema.safeParse(customId.split(':'));
  if (!parsed.success) return undefined;
  const [, , kind, id] = parsed.data;
  return { kind, id };
}

const draftPartsSchema = z.tuple([z.literal('v1'), z.literal('draft'), z.string().regex(/^[0-9a-f]{16}$/)]);

/** The button that opens a form again with what was typed. @param token names it among the drafts */
export function draftIdOf(token: string): string {
  return ['v1', 'draft', token].join(':');
}

/** The draft that a button opens again; undefined for any other button. */
export function parseDraftId(customId: string): string | undefined {
  const parsed = draftPartsSchema.safeParse(customId.split(':'));
  return parsed.success ? parsed.data[2] : undefined;
}

const roundPartSchema = z
  .string()
  .regex(/^[1-9]\d{0,2}$/)
  .transform(Number);

const wordPartsSchema = z.tuple([
  z.literal('v1'),
  z.literal('word'),
  trialIdSchema,
  roundPartSchema,
  seatSchema,
  z.enum(['speak', 'pass']),
]);

/** A press on a button under a person's turn in a debate. */
export type WordAction = WordsFormId & { readonly action: 'speak' | 'pass' };

export function wordIdOf({ trial, turn, action }: WordAction): string {
  return ['v1', 'word', trial, turn.round, turn.seat, action].join(':');
}

/** Undefined for any other button. */
export function parseWordId(customId: string): WordAction | undefined {
  const parsed = wordPartsSchema.safeParse(customId.split(':'));
  if (!parsed.success) return undefined;
  const [, , trial, round, seat, action] = parsed.data;
  return { trial, turn: { round, seat }, action };
}

const wordsFormPartsSchema = z.tuple([z.literal('v1'), z.literal('words'), trialIdSchema, roundPartSchema, seatSchema]);

/** The turn for which a form has a person's words. */
export type WordsFormId = { readonly trial: TrialId; readonly turn: TurnKey };

export function wordsFormIdOf({ trial, turn }: WordsFormId): string {
  return ['v1', 'words', trial, turn.round, turn.seat].join(':');
}

/** Undefined for any other form. */
export function parseWordsFormId(customId: string): WordsFormId | undefined {
  const parsed = wordsFormPartsSchema.safeParse(customId.split(':'));
  if (!parsed.success) return undefined;
  const [, , trial, round, seat] = parsed.data;
  return { trial, turn: { round, seat } };
}

const positionPartsSchema = z.tuple([z.literal('v1'), z.literal('position'), trialIdSchema, positionTimeSchema]);

/** The menu by which people say where they stand before a debate, or after it. */
export type PositionMenu = { readonly trial: TrialId; readonly time: PositionTime };

export function positionIdOf({ trial, time }: PositionMenu): string {
  return ['v1', 'position', trial, time].join(':');
}

/** Undefined for any other menu. */
export function parsePositionId(customId: string): PositionMenu | undefined {
  const parsed = positionPartsSchema.safeParse(customId.split(':'));
  if (!parsed.success) return undefined;
  const [, , trial, time] = parsed.data;
  return { trial, time };
}

const ratingPagePartsSchema = z.tuple([
  z.literal('v1'),
  z.literal('ratings'),
  trialIdSchema,
  z.enum(['open', 'turn']),
  letterSchema,
]);

/** A button that shows somebody's own ratings of one answer: in a new private message, or in place of another answer's. */
export type RatingPageId = { readonly trial: TrialId; readonly how: 'open' | 'turn'; readonly letter: Letter };

export function ratingPageIdOf({ trial, how, letter }: RatingPageId): string {
  return ['v1', 'ratings', trial, how, letter].join(':');
}

/** Undefined for any other button. */
export function parseRatingPageId(customId: string): RatingPageId | undefined {
  const parsed = ratingPagePartsSchema.safeParse(customId.split(':'));
  if (!parsed.success) return undefined;
  const [, , trial, how, letter] = parsed.data;
  return { trial, how, letter };
}

const ratingPartsSchema = z.tuple([
  z.literal('v1'),
  z.literal('rating'),
  trialIdSchema,
  letterSchema,
  criterionIdSchema,
]);

/** The menu by which an answer is rated on a criterion. */
export type RatingMenu = { readonly trial: TrialId; readonly letter: Letter; readonly criterion: CriterionId };

export function ratingIdOf({ trial, letter, criterion }: RatingMenu): string {
  return ['v1', 'rating', trial, letter, criterion].join(':');
}

/** Undefined for any other menu. */
export function parseRatingId(customId: string): RatingMenu | undefined {
  const parsed = ratingPartsSchema.safeParse(customId.split(':'));
  if (!parsed.success) return undefined;
  const [, , trial, letter, criterion] = parsed.data;
  return { trial, letter, criterion };
}

/** The button that deletes what is stored of whoever presses it. */
export const PRIVACY_DELETE_ID = 'v1:privacy-delete';
