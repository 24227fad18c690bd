import { z } from 'zod';
import { voterIdSchema } from '../core/ids.ts';
import { turnKeySchema } from '../debate/events.ts';
import { withAuthor } from './author.ts';
import { personFactsSchema } from './voter-facts.ts';

/** What a reaction stands under: a turn of the debate, or a final answer. */
export const reactionTargetSchema = z.union([
  z.strictObject({ kind: z.literal('turn'), turn: turnKeySchema }),
  withAuthor({ kind: z.literal('answer') }),
]);
export type ReactionTarget = z.infer<typeof reactionTargetSchema>;

/** Meanings that exclude each other (ids of prompts/reactions.yaml): who gives one after the other has changed their mind. */
export const EXCLUSIVE = ['persuasive', 'weak'] as const;

/** Somebody under a reaction. */
const reactorSchema = z.strictObject({
  voter: voterIdSchema,
  scripted: z.boolean(),
  /** Absent in earlier versions, and where it is of no use: a reaction was taken back. */
  facts: personFactsSchema.optional(),
  /**
   * They stand under one that excludes it too: `taken-over` if that was given later, `unclear` if it was not seen which one was. Absent where this
   * is their only one, or their last.
   */
  excluded: z.enum(['taken-over', 'unclear']).optional(),
});
export type Reactor = z.infer<typeof reactorSchema>;

/** A reaction given or taken back, as seen while the bot was up. */
export const reactionSchema = reactorSchema.extend({
  target: reactionTargetSchema,
  /** Id of the meaning (prompts/reactions.yaml) or of a criterion (prompts/rubric.yaml), never the raw emoji. */
  meaning: z.string(),
  given: z.boolean(),
  /** It was found among Discord's lists after the bot had been down: when it was given was not seen. */
  found: z.literal(true).optional(),
});
export type Reaction = z.infer<typeof reactionSchema>;

/** A moderator took all reactions off a message, or all of one meaning, as seen while the bot was up. */
export const wipeSchema = z.strictObject({
  target: reactionTargetSchema,
  /** Null: all of them. */
  meaning: z.string().nullable(),
});
export type Wipe = z.infer<typeof wipeSchema>;

/** The list that Discord held when it was counted: who stands under which meaning. */
export const reactionCountSchema = z.strictObject({
  target: reactionTargetSchema,
  meaning: z.string(),
  voters: z.array(reactorSchema),
});
export type ReactionCount = z.infer<typeof reactionCountSchema>;
