import { z } from 'zod';
import { ARMS, type Arm, armSchema, type Seat, seatSchema } from '../debate/plan.ts';

/** Whose an answer on the ballot is: an arm's, which its debate ended with, or a member's own. */
export type Author = { readonly arm: Arm } | { readonly member: Seat };

/** The schema of something with an author: whose it is stands beside its other fields, as it does in what is stored. */
export function withAuthor<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.union([z.strictObject({ ...shape, arm: armSchema }), z.strictObject({ ...shape, member: seatSchema })]);
}

/** The author alone, of what has one. */
export function authorOf(authored: Author): Author {
  return 'arm' in authored ? { arm: authored.arm } : { member: authored.member };
}

/** The same for the same author, and for no other one of a trial. */
export function authorKey(author: Author): string {
  return 'arm' in author ? author.arm : `member/${author.member}`;
}

export function isSameAuthor(one: Author, other: Author): boolean {
  return authorKey(one) === authorKey(other);
}

/** As everywhere: the ensemble's first, then what it is measured against, then the members' own in the order in which they stand. */
export function inUsualOrder<Authored extends Author>(authored: readonly Authored[]): readonly Authored[] {
  const place = (author: Author): number => ('arm' in author ? ARMS.indexOf(author.arm) : ARMS.length);
  return authored.toSorted((one, other) => place(one) - place(other));
}
