import { type APIEmbedField, escapeMarkdown } from 'discord.js';
import { ARM_WORDS, capitalized } from '../../trial/arm-words.ts';
import type { TrialResult } from '../../trial/result.ts';
import type { ArmStances, MemberStances, MindChange } from '../../trial/stance-result.ts';
import { describeMissing, describePeople, describeWay, STANCES_ARE, wereAsked } from '../../trial/stance-words.ts';
import { LIMITS } from '../limits.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';

/** The name of the field that is the first to give way where a card has no room for all. */
export const STOOD = 'Where the members stood';

/** Of a reason, so that a member's whole way can be read at a glance. */
const REASON_LENGTH = 80;
/** What stands under the members' lines always has its place. */
const WAYS_ROOM = 500;
/** For each of the other arms. */
const OTHERS_ROOM = 130;

/**
 * Who changed whose mind, and which people sat at the table.
 * @param hidden without anybody's words: the debate was taken off view
 */
export function stanceFields(
  { ensemble: { stances }, baselines, people }: TrialResult,
  hidden: boolean,
): APIEmbedField[] {
  const fields: APIEmbedField[] = [];
  if (people.length > 0) {
    const shown = hidden ? ['Somebody'] : people.map(plainly);
    fields.push({ name: 'People at the table', value: shorten(describePeople(shown), LIMITS.embedFieldValue) });
  }
  if (wereAsked(stances)) {
    const others = baselines
      .filter((baseline) => wereAsked(baseline.stances))
      .map(({ arm, stances: { members, ...counts } }) => {
        const ways = members.map((member) => lineOf(member, () => '')).join('; ');
        return shorten(`${capitalized(ARM_WORDS[arm])}: ${ways}. ${describeMissing(counts)}`.trim(), OTHERS_ROOM);
      });
    fields.push({
      name: STOOD,
      value: [waysOf(stances, hidden), describeMissing(stances), ...others, `*${STANCES_ARE}*`]
        .filter((line) => line !== '')
        .join('\n'),
    });
  }
  return fields;
}

function waysOf({ members }: ArmStances, hidden: boolean): string {
  return shorten(members.map((member) => lineOf(member, hidden ? () => '' : reasonOf)).join('\n'), WAYS_ROOM);
}

function lineOf(member: MemberStances, why: (change: MindChange) => string): string {
  return `**${plainly(member.name)}**: ${describeWay(member, why)}`;
}

function reasonOf({ movedBy, because }: MindChange): string {
  const words = because === '' ? '' : `“${plainly(shorten(because.replace(/\s+/g, ' '), REASON_LENGTH))}”`;
  if (movedBy === null) return words === '' ? 'moved by nobody' : `moved by nobody: ${words}`;
  return `moved by ${plainly(movedBy)}${words === '' ? '' : `: ${words}`}`;
}

/** Words of models and people as they stand in a line of ours. */
function plainly(text: string): string {
  return escapeMarkdown(safeText(text));
}
