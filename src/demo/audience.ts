import { type APIMessage, type APIStringSelectComponent, MessageFlags } from 'discord-api-types/v10';
import { LEAST_RATERS } from '../community/agreement.ts';
import type { Log } from '../core/log.ts';
import { deriveSeed, type Random, seededRandom } from '../core/random.ts';
import { parsePositionId, parseVoteId } from '../discord/custom-id.ts';
import type { Visitor } from '../playground/visitor/client/visitor.ts';
import { connectVisitor } from '../playground/visitor/client/visitor-client.ts';
import { VisitorRequestError } from '../playground/visitor/client/visitor-request-error.ts';
import { customIdsOf, menusOf } from './message-parts.ts';
import { rateAnswers } from './rate-answers.ts';

/** What scripted voters react to turns with; which one, and whether, is drawn. */
const REACTIONS = ['👍', '💡', '❓'];
/** Every so many turns and answers one of them reacts to it, on average. */
const REACTS_ONCE_IN = 3;
/** So many of them rate the answers, as many as a mean takes: fourteen menus a voter are a lot for the few seconds of such a ballot. */
const RATERS = LEAST_RATERS;

export interface Audience {
  close(): void;
  /** Throws the first thing that went wrong for a scripted voter. */
  throwIfFailed(): void;
}

/**
 * Scripted voters: programs in the place of people, so that a run without people shows the community's side too. They vote, react, some rate, and they say where
 * they stand at random by the seed, and carry the word scripted in their names and in a role, by which the bot counts them apart.
 * @param deps.marks what they react to answers with
 */
export async function seatAudience(
  size: number,
  pageUrl: string,
  seed: number,
  { log, marks }: { readonly log: Log; readonly marks: readonly string[] },
  signal: AbortSignal,
): Promise<Audience> {
  const failures: unknown[] = [];
  const voters = await Promise.all(
    Array.from({ length: size }, async (_, place) => {
      const visitor = await connectVisitor(pageUrl, { name: `Voter ${place + 1} (scripted)`, scripted: true }, signal);
      const randomFor = (...purpose: string[]): Random => seededRandom(deriveSeed(seed, 'audience', place, ...purpose));
      // A source each: which of the two messages of an open ballot comes first must not change what is drawn.
      const draws = {
        votes: randomFor(),
        marks: { random: randomFor('marks'), among: marks },
        positions: randomFor('positions'),
        ratings: place < RATERS ? randomFor('ratings') : null,
      };
      follow(visitor, draws, (error) => {
        log.debug({ err: error }, 'a scripted voter failed');
        if (!signal.aborted && !isTooLate(error)) failures.push(error);
      });
      return visitor;
    }),
  );
  return {
    close: () => {
      for (const voter of voters) voter.close();
    },
    throwIfFailed: () => {
      if (failures.length > 0) throw failures[0];
    },
  };
}

interface Draws {
  readonly votes: Random;
  readonly marks: { readonly random: Random; readonly among: readonly string[] };
  readonly positions: Random;
  /** Null for one that does not rate. */
  readonly ratings: Random | null;
}

/** Reacts to turns, votes on ballots, rates their answers and says where it stands, as they come. */
function follow(visitor: Visitor, draws: Draws, onError: (error: unknown) => void): void {
  const seen = new Set<string>();
  visitor.events((dispatch) => {
    if (dispatch.event !== 'MESSAGE_CREATE' || seen.has(dispatch.data.id)) return;
    const message = dispatch.data;
    seen.add(message.id);
    const menu = positionMenu(message);
    const work =
      menu !== undefined
        ? takePosition(visitor, message, menu, draws.positions)
        : votable(message)
          ? takePart(visitor, message, draws)
          : isAnswer(message)
            ? maybeReact(visitor, message, draws.marks.random, draws.marks.among)
            : maybeReactToTurn(visitor, message, draws.votes);
    work.catch(onError);
  });
}

async function maybeReactToTurn(visitor: Visitor, message: APIMessage, random: Random): Promise<void> {
  // Turns come by webhook; so do the bot's answers to this one voter, which take no reactions.
  const ephemeral = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  if (message.webhook_id !== undefined && !ephemeral) await maybeReact(visitor, message, random, REACTIONS);
}

async function maybeReact(
  visitor: Visitor,
  message: APIMessage,
  random: Random,
  among: readonly string[],
): Promise<void> {
  if (random.integer(1, REACTS_ONCE_IN) !== 1) return;
  const emoji = among[random.integer(0, among.length - 1)];
  if (emoji !== undefined) await visitor.react(message.channel_id, message.id, emoji);
}

async function takePart(visitor: Visitor, ballot: APIMessage, { votes, ratings }: Draws): Promise<void> {
  await vote(visitor, ballot, votes);
  if (ratings !== null) await rateAnswers(visitor, ballot, ratings);
}

async function vote(visitor: Visitor, ballot: APIMessage, random: Random): Promise<void> {
  for (const item of ['answer', 'guess']) {
    const choices = customIdsOf(ballot).filter((id) => parseVoteId(id)?.item === item);
    const choice = choices[random.integer(0, choices.length - 1)];
    if (choice !== undefined) await visitor.press(ballot, choice);
  }
}

async function takePosition(
  visitor: Visitor,
  message: APIMessage,
  { custom_id, options }: APIStringSelectComponent,
  random: Random,
): Promise<void> {
  const option = options[random.integer(0, options.length - 1)];
  if (option !== undefined) await visitor.press(message, custom_id, [option.value]);
}

/** The menu that asks where people stand. */
function positionMenu(message: APIMessage): APIStringSelectComponent | undefined {
  return menusOf(message).find(({ custom_id }) => parsePositionId(custom_id) !== undefined);
}

function isAnswer({ embeds }: APIMessage): boolean {
  return /^Answer [A-H]$/.test(embeds[0]?.title ?? '');
}

function votable(message: APIMessage): boolean {
  return customIdsOf(message).some((id) => parseVoteId(id) !== undefined);
}

/** What a voter pressed was gone by then: on a busy computer a short ballot closes before everybody has voted, as for people. */
function isTooLate(error: unknown): boolean {
  return error instanceof VisitorRequestError && error.status === 400 && error.message.includes('data.custom_id');
}
