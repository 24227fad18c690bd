import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIMessageTopLevelComponent,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import type { Ballot, Letter } from '../../community/ballot.ts';
import type { GivenRating } from '../../community/rating.ts';
import type { Criterion } from '../../content/schema.ts';
import type { Answer } from '../../debate/events.ts';
import { answerText } from '../../debate/parse-answer.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import type { TrialView } from '../../trial/view-trial.ts';
import { ratingIdOf, ratingPageIdOf } from '../custom-id.ts';
import { LIMITS } from '../limits.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';
import { OFF_VIEW } from '../thread/off-view.ts';

/** The menu's value that takes a rating back. */
export const TAKE_BACK = 'none';

/** Room for what stands around an answer in its page. */
const AROUND = 1200;
const CUT =
  'It is longer than a message like this can be. The whole answer stands in the thread, above the ballot: read it there before you rate it.';

/** What somebody sees of one answer and their own ratings of it. */
export interface RatingPage {
  readonly plan: TrialPlan;
  readonly ballot: Ballot;
  readonly letter: Letter;
  /** Undefined: it was taken off view. */
  readonly answer: Answer | undefined;
  /** Their own, of any answer. */
  readonly ratings: readonly GivenRating[];
  /** What is told below all of it; empty for nothing. */
  readonly notice: readonly string[];
}

/**
 * One answer, a menu for each criterion with what was given there, and the ways to the answers before and after it. It is made of components
 * alone: a message with a card holds five rows, too few for seven menus.
 */
export function ratingPage(page: RatingPage): APIMessageTopLevelComponent[] {
  const { plan, ballot, letter, answer, ratings, notice } = page;
  const letters = ballot.seal.order.map((entry) => entry.letter);
  const own = ratings.filter((rating) => rating.letter === letter);
  const place = letters.indexOf(letter);
  const words = answer === undefined ? OFF_VIEW : safeText(answerText(answer));
  const { criteria } = plan.rubric;
  return [
    text(`### Answer ${letter} (${place + 1} of ${letters.length})\n${answerWords(words)}`),
    ...criteria.map((criterion) => row(menu(plan, letter, criterion, own))),
    text(
      [
        `You have rated answer ${letter} on ${own.length} of ${criteria.length} criteria. Leave out what you like. Nobody else sees what you choose.`,
        `You can change it and take it back until the ballot closes <t:${Math.floor(ballot.closesAt / 1000)}:R>.`,
      ].join('\n'),
    ),
    ...turnRows(plan, letters, place),
    ...(notice.length === 0 ? [] : [text(notice.join('\n'))]),
  ];
}

/** All of an answer, or what there is room for and where the whole of it stands. */
function answerWords(words: string): string {
  const room = LIMITS.componentTexts - AROUND;
  return words.length <= room ? words : `${shorten(words, room)}\n*${CUT}*`;
}

/** In place of a page once the ballot is closed, or was broken off. @param refused whether something was chosen too late */
export function closedRatingPage(
  { end, ballotClosed }: Pick<TrialView, 'end' | 'ballotClosed'>,
  refused: boolean,
): APIMessageTopLevelComponent[] {
  const before =
    end !== null && !ballotClosed
      ? 'It was broken off, so that nothing that was rated counts.'
      : 'What you had rated before counts; the results stand in the thread once they are counted.';
  return [text(`The ballot is not open any more.${refused ? ' This was not counted.' : ''} ${before}`)];
}

function menu(
  { trial }: Pick<TrialPlan, 'trial'>,
  letter: Letter,
  { id, name, emoji, levels }: Criterion,
  own: readonly GivenRating[],
): APIStringSelectComponent {
  const given = own.find(({ criterion }) => criterion === id)?.value;
  const label = emoji === undefined ? name : `${emoji} ${name}`;
  const options = levels.map((level, below): APISelectMenuOption => {
    const value = below + 1;
    return {
      label: `${label}: ${value}`,
      value: String(value),
      description: shorten(safeText(level), LIMITS.optionDescription),
      ...(value === given ? { default: true } : {}),
    };
  });
  return {
    type: ComponentType.StringSelect,
    custom_id: ratingIdOf({ trial, letter, criterion: id }),
    placeholder: given === undefined ? `${label}: unrated` : label,
    options: given === undefined ? options : [...options, { label: 'Take the rating back', value: TAKE_BACK }],
  };
}

/** To the answers before and after; no row where there is but one. */
function turnRows(
  { trial }: Pick<TrialPlan, 'trial'>,
  letters: readonly Letter[],
  place: number,
): APIActionRowComponent<APIButtonComponentWithCustomId>[] {
  const [before, after] = [place > 0 ? letters[place - 1] : undefined, letters[place + 1]];
  const button = (letter: Letter | undefined, label: (letter: Letter) => string): APIButtonComponentWithCustomId[] =>
    letter === undefined
      ? []
      : [
          {
            type: ComponentType.Button,
            style: ButtonStyle.Secondary,
            label: label(letter),
            custom_id: ratingPageIdOf({ trial, how: 'turn', letter }),
          },
        ];
  const buttons = [
    ...button(before, (letter) => `◀ Back to answer ${letter}`),
    ...button(after, (letter) => `Next: answer ${letter} ▶`),
  ];
  return buttons.length === 0 ? [] : [{ type: ComponentType.ActionRow, components: buttons }];
}

function row(component: APIStringSelectComponent): APIActionRowComponent<APIStringSelectComponent> {
  return { type: ComponentType.ActionRow, components: [component] };
}

function text(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}
