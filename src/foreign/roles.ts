/** How files call those who argue for a motion, and against it. */
const FOR = words('pro proponent affirmative proposition supporter');
const AGAINST = words('con opponent negative opposition contra');
/** They argue for no side, but their words belong to a debate. */
const BESIDE = words('moderator chair host narrator audience facilitator');
/** They stand above it: what they say is a verdict or an instruction, which would tell a judge what to think. */
const ABOVE = words('judge referee adjudicator evaluator scorer jury system');

/** What somebody's part in a debate is: the side that they argue, as far as their role tells it. */
export type Part = { readonly kind: 'side'; readonly side: string } | { readonly kind: 'beside' | 'above' };

/** The part of a role: `Proponent 2` and `pro` argue for one side, `judge` for none, whoever has a name of their own for theirs. */
export function partOf(role: string): Part {
  const said = role.toLowerCase().match(/\p{L}+/gu) ?? [];
  const is = (known: ReadonlySet<string>): boolean => said.some((word) => known.has(word));
  if (is(ABOVE)) return { kind: 'above' };
  if (is(BESIDE)) return { kind: 'beside' };
  if (is(FOR)) return { kind: 'side', side: 'for' };
  if (is(AGAINST)) return { kind: 'side', side: 'against' };
  // `for` may stand inside a name (`advocate for patients`): there it says nothing of the motion.
  return { kind: 'side', side: role.trim().toLowerCase() };
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
