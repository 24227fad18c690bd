import { z } from 'zod';

/** As what somebody did a thing that is told to all: names and ids of those who act are not stored. `community`: many together. */
export const actingRoleSchema = z.enum(['starter', 'moderator', 'operator', 'community']);
export type ActingRole = z.infer<typeof actingRoleSchema>;

/** For people, as part of a sentence. */
export const ROLE_WORDS: Readonly<Record<ActingRole, string>> = {
  starter: 'the person who started it',
  moderator: 'a moderator',
  operator: 'an operator of the bot',
  community: 'the community',
};
