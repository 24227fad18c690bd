import { type APIEmbed, escapeMarkdown } from 'discord.js';
import type { ReactionMeanings } from '../../content/schema.ts';
import { ARM_HEADINGS, capitalized } from '../../trial/arm-words.ts';
import { describeAllMarks } from '../../trial/mark-words.ts';
import { votingRulesOf } from '../../trial/plan.ts';
import { readingScores } from '../../trial/reading-scores.ts';
import type { TrialResult } from '../../trial/result.ts';
import { describeComparison, describeCount, describeWriters } from '../../trial/result-words.ts';
import { describeFilteredSwing, describeSwing, hasAnswered } from '../../trial/swing-words.ts';
import { describeBlind, describeClosing, describeFiltered } from '../../trial/voting-words.ts';
import { LIMITS } from '../limits.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';
import { OFF_VIEW } from '../thread/off-view.ts';
import { auditFields } from './audit-field.ts';
import { COLORS } from './colors.ts';
import { withFieldsAfter } from './fields-after.ts';
import { lengthOfCard, roomBeside } from './fit-embeds.ts';
import { withJudgedFields } from './judged-fields.ts';
import { withMarksField } from './marks-field.ts';
import { withMissingField } from './missing-field.ts';
import { overallLines } from './overall-lines.ts';
import { ownFooter } from './own-footer.ts';
import {
  criterionFields,
  filteredFields,
  filteredOf,
  RATINGS,
  ratingField,
  scaleFields,
  scriptedFields,
} from './rating-fields.ts';
import { SEALED_FILE } from './sealed-file.ts';
import { STOOD, stanceFields } from './stance-fields.ts';

/** As much of a model's name as is shown beside what it wrote. */
const MOST_IN_MODEL = 40;
const TOGETHER = 'Together';
const SWING = 'The audience’s swing';

/**
 * Both signals next to each other, once the ballot is closed (or could not be held).
 * @param options.hidden without the words of whoever asked: the debate was taken off view
 * @param options.beside the other cards of its message: what is not the result itself takes only the room that they leave
 */
export function resultCard(
  result: TrialResult,
  meanings: ReactionMeanings,
  { hidden = false, beside = [] }: { readonly hidden?: boolean; readonly beside?: readonly APIEmbed[] } = {},
): APIEmbed {
  const { plan, ensemble, baselines, community, swing } = result;
  const arms = [ensemble, ...baselines];
  const fields: { name: string; value: string; inline?: boolean }[] = [];
  if (arms.some(({ scores }) => scores.judged)) {
    fields.push(
      ...arms.map(({ arm, scores }) => ({
        name: `Judge: ${ARM_HEADINGS[arm]}`,
        value: overallLines(scores).join('\n'),
        inline: true,
      })),
      ...auditFields(plan.judges, readingScores(result)),
    );
  }
  const afterScores = fields.length;
  fields.push(...stanceFields(result, hidden));
  if (community !== null) {
    const { tally } = community;
    fields.push({
      name: 'Who wrote what',
      value: describeWriters(result, (name) => `\`${shorten(name, MOST_IN_MODEL)}\``).join('\n'),
    });
    const votes = [describeCount(tally.people), ...describeClosing(community.closing)].join('\n');
    fields.push({ name: 'Votes by people', value: votes });
    if (tally.people.voters > 0) {
      fields.push({ name: 'Filtered count', value: describeFiltered(tally, votingRulesOf(plan)).join('\n') });
      fields.push({ name: 'Of all these', value: describeBlind(tally).map(capitalized).join('\n') });
    }
    if (tally.scripted.voters > 0) {
      fields.push({
        name: 'Votes by scripted voters (programs, drawn at random)',
        value: describeCount(tally.scripted),
      });
    }
    fields.push(ratingField(result));
    if (swing !== null) {
      fields.push({ name: SWING, value: describeSwing(swing.people).join('\n') });
    }
    fields.push({ name: TOGETHER, value: describeComparison(result) });
    fields.push({
      name: community.sealHolds ? 'The seal holds' : 'THE SEAL IS BROKEN',
      value: [
        `SHA-256 \`${community.commitment}\``,
        `nonce \`${community.nonce}\``,
        ...(hidden ? [] : [`The attached ${SEALED_FILE} has that SHA-256.`]),
      ].join('\n'),
    });
  }
  const card = {
    color: result.status === 'complete' || result.status === 'incomplete' ? COLORS.result : COLORS.trouble,
    title: `Results (${result.status})`,
    description: hidden
      ? OFF_VIEW
      : shorten(escapeMarkdown(safeText(plan.ensemble.scenario.motion)), LIMITS.embedDescription),
    fields: fields.map(({ name, value, inline }) => ({
      name,
      value: shorten(safeText(value), LIMITS.embedFieldValue),
      ...(inline === undefined ? {} : { inline }),
    })),
    footer: ownFooter([`Trial ${plan.trial}, seed ${plan.seed}`, plan.caution].filter(Boolean).join('. ')),
  };
  const room = roomBeside(beside);
  const scale = scaleFields(result);
  const marked = withMarksField(inRoom(card, room), TOGETHER, describeAllMarks(result, meanings), room);
  const whole = withMissingField(marked, result.reasons, room);
  const judged = withJudgedFields(whole, afterScores, result, { room, kept: lengthOfCard({ fields: scale }) });
  const scaled = withFieldsAfter(judged, RATINGS, scale, room);
  // Filtered counts before all else that only gets what room is left: whoever is left out must not pass unseen.
  const filtered = withFieldsAfter(
    withFieldsAfter(scaled, RATINGS, filteredFields(result), room),
    SWING,
    filteredSwing(result),
    room,
  );
  const rated = [scriptedFields(result), criterionFields(result)].reduce(
    (grown, fields) => withFieldsAfter(grown, placeIn(grown, RATINGS), fields, room),
    filtered,
  );
  return withFieldsAfter(rated, placeIn(rated, SWING), scriptedSwing(result), room);
}

/** The last field of those by people. */
function placeIn({ fields = [] }: APIEmbed, name: string): string {
  return fields.find((field) => field.name === filteredOf(name))?.name ?? name;
}

function filteredSwing({ swing, plan }: TrialResult): NonNullable<APIEmbed['fields']> {
  const lines = swing === null ? [] : describeFilteredSwing(swing, votingRulesOf(plan));
  return lines.length === 0 ? [] : [{ name: filteredOf(SWING), value: lines.join('\n') }];
}

/** What the members said of themselves gives way to the results. */
function inRoom(card: APIEmbed, room: number): APIEmbed {
  if (lengthOfCard(card) <= room) return card;
  return { ...card, fields: (card.fields ?? []).filter(({ name }) => name !== STOOD) };
}

function scriptedSwing({ swing }: TrialResult): NonNullable<APIEmbed['fields']> {
  if (swing === null || !hasAnswered(swing.scripted)) return [];
  const value = describeSwing(swing.scripted).join('\n');
  return [{ name: 'The swing of scripted voters (programs, drawn at random)', value }];
}
