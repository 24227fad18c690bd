import { z } from 'zod';
import { voterIdSchema } from '../core/ids.ts';
import { turnKeySchema } from '../debate/events.ts';
import { withAuthor } from './author.ts';

/** What a reaction stands under: a turn of the debate, or a final answer. */
export const reactionTargetSchema = z.union([
  z.strictObject({ kind: z.literal('turn'), turn: turnKeySchema }),
  withAuthor({ kind: z.literal('answer') }),
]);
export type ReactionTarget = z.infer<typeof reactionTargetSchema>;

/** A reaction given or taken back, as seen while the bot was up. */
export const reactionSchema = z.strictObject({
  target: reactionTargetSchema,
  voter: voterIdSchema,
  /** Id of the meaning (prompts/reactions.yaml), never the raw emoji. */
  meaning: z.string(),
  given: z.boolean(),
  scripted: z.boolean(),
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
  voters: z.array(z.strictObject({ voter: voterIdSchema, scripted: z.boolean() })),
});
export type ReactionCount = z.infer<typeof reactionCountSchema>;
