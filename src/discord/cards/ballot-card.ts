import type { APIEmbed } from 'discord.js';
import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import type { Ballot, Letter } from '../../community/ballot.ts';
import type { ReactionMeanings } from '../../content/schema.ts';
import { counted } from '../../core/counted.ts';
import type { Answer } from '../../debate/events.ts';
import { answerText } from '../../debate/parse-answer.ts';
import { allOf, capitalized } from '../../trial/arm-words.ts';
import { extensionOf } from '../../trial/ballot-deadline.ts';
import { type MarkMeaning, offeredOn } from '../../trial/mark-meanings.ts';
import { type TrialPlan, votingRulesOf } from '../../trial/plan.ts';
import type { Closing } from '../../trial/result.ts';
import { describeClosing, describeRules } from '../../trial/voting-words.ts';
import { ownVoteIdOf, type VoteButton, voteIdOf } from '../custom-id.ts';
import { deadlineWords } from '../deadline-words.ts';
import { LIMITS } from '../limits.ts';
import { rateButton } from '../ratings/rate-button.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';
import { COLORS } from './colors.ts';

type ButtonRow = APIActionRowComponent<APIButtonComponentWithCustomId>;

/** One blinded answer, in a message of its own so that it can take reactions. */
export function answerCard(letter: Letter, answer: Answer): APIEmbed {
  return {
    color: COLORS.ballot,
    title: `Answer ${letter}`,
    description: shorten(safeText(answerText(answer)), LIMITS.embedDescription),
  };
}

/** The ballot under its answers. @param extension by which its deadline was put off */
export function ballotCard(
  plan: TrialPlan,
  ballot: Ballot,
  reactions: ReactionMeanings,
  extension: Closing['extension'] = null,
): { embeds: APIEmbed[]; components: ButtonRow[] } {
  const letters = ballot.seal.order.map(({ letter }) => letter);
  const { quorum } = votingRulesOf(plan);
  const again = Math.floor((ballot.closesAt + extensionOf(plan)) / 1000);
  return {
    embeds: [
      {
        color: COLORS.ballot,
        title: `Which answer is ${comparative(letters)}?`,
        description: [
          `${whoseTheyAre(ballot)} Nobody sees what you choose, and you can change it until the ballot closes.`,
          `It closes ${deadlineWords(ballot)}. Who wrote what, the votes and the judge’s scores are shown then.`,
          ...(letters.length === 2
            ? []
            : [`The buttons “${guessLabel(letters)} …” take your guess: which one did the ensemble write?`]),
          describeRules(votingRulesOf(plan)),
          ...describeClosing({ extension, closedBy: null }),
          ...(quorum === 0 || extension !== null
            ? []
            : [
                `It should have ${counted(quorum, 'vote')} that the filtered count has; with fewer it stays open once more, until <t:${again}:f>.`,
              ]),
        ].join('\n'),
        fields: [{ name: 'Reactions under an answer', value: describeOffered(plan, reactions) }],
        footer: {
          text: `${plan.judged.includes('pair') ? 'Scores, comparisons' : 'Scores'} and order are sealed with SHA-256 ${ballot.seal.commitment}`,
        },
      },
    ],
    components: [
      ...rows([
        ...letters.map((letter) =>
          button(plan, 'answer', letter, `${letter} is ${comparative(letters)}`, ButtonStyle.Primary),
        ),
        button(plan, 'answer', 'tie', 'Equally good', ButtonStyle.Secondary),
        button(plan, 'answer', 'all-bad', `${capitalized(allOf(letters.length))} are bad`, ButtonStyle.Secondary),
      ]),
      ...rows([
        ...letters.map((letter) =>
          button(plan, 'guess', letter, `${guessLabel(letters)} ${letter}`, ButtonStyle.Secondary),
        ),
        button(plan, 'guess', 'unsure', 'I can’t tell', ButtonStyle.Secondary),
      ]),
      ...rows([
        rateButton(plan, ballot),
        {
          type: ComponentType.Button,
          style: ButtonStyle.Secondary,
          label: 'My vote',
          custom_id: ownVoteIdOf(plan.trial),
        },
      ]),
    ],
  };
}

/** Whose the answers are, without telling which. */
function whoseTheyAre({ seal: { order } }: Ballot): string {
  const arms = order.filter((entry) => 'arm' in entry).length;
  const members = order.length - arms;
  if (members === 0) {
    return `One answer is the ensemble’s, ${arms === 2 ? 'the other a single model’s' : 'the others are a single model’s'}.`;
  }
  const single = arms === 1 ? '' : `, ${arms === 2 ? 'one a single model’s' : `${arms - 1} are a single model’s`}`;
  return `One answer is the ensemble’s${single}, ${members === 1 ? 'one a member’s own' : `${members} are its members’ own`}.`;
}

function describeOffered(plan: TrialPlan, reactions: ReactionMeanings): string {
  const offered = offeredOn('answer', plan, reactions);
  const isCriterion = ({ id }: MarkMeaning): boolean => plan.rubric.criteria.some((criterion) => criterion.id === id);
  const list = (some: readonly MarkMeaning[]): string =>
    some.map(({ emoji, meaning }) => `${emoji} ${meaning.toLowerCase()}`).join(', ');
  const [good, other] = [list(offered.filter(isCriterion)), list(offered.filter((one) => !isCriterion(one)))];
  return [
    ...(good === '' ? [] : [`What is good about it: ${good}.`]),
    ...(other === '' ? [] : [`Else: ${other}.`]),
    'They are public, and counted apart from the votes.',
  ].join('\n');
}

/** The ballot once it is closed: no buttons. */
export function closedBallotCard(closing: Closing): { embeds: APIEmbed[]; components: ButtonRow[] } {
  const description = safeText(describeClosing(closing).join('\n'));
  return {
    embeds: [{ color: COLORS.ballot, title: 'The ballot is closed', ...(description === '' ? {} : { description }) }],
    components: [],
  };
}

/** A ballot that ended before its deadline: no buttons, and what was voted stays sealed. */
export function brokenOffBallotCard(): { embeds: APIEmbed[]; components: ButtonRow[] } {
  return {
    embeds: [{ color: COLORS.trouble, title: 'The ballot was broken off', description: 'Its votes are not opened.' }],
    components: [],
  };
}

/** Before an answer's letter, on the button that takes it for the ensemble's. With many answers it is short: a phone has two of them side by side then. */
export function guessLabel(answers: readonly unknown[]): string {
  return answers.length === 2 ? 'The ensemble wrote' : 'Ensemble:';
}

/** Of two answers one is better, of more one is best. */
export function comparative(answers: readonly unknown[]): 'better' | 'best' {
  return answers.length === 2 ? 'better' : 'best';
}

function rows(buttons: readonly APIButtonComponentWithCustomId[]): ButtonRow[] {
  const count = Math.ceil(buttons.length / LIMITS.buttonsInRow);
  return Array.from({ length: count }, (_, place) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(place * LIMITS.buttonsInRow, (place + 1) * LIMITS.buttonsInRow),
  }));
}

function button(
  plan: TrialPlan,
  item: VoteButton['item'],
  choice: VoteButton['choice'],
  label: string,
  style: APIButtonComponentWithCustomId['style'],
): APIButtonComponentWithCustomId {
  return { type: ComponentType.Button, style, label, custom_id: voteIdOf({ trial: plan.trial, item, choice }) };
}
