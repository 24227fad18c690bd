import type { APIMessage } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import type { Clock } from '../../src/core/clock.ts';
import type { ChatPart, ChatRequest } from '../../src/models/port/chat-model.ts';
import { type Script, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { isOfJudge, speech, writtenAnswer } from '../support/speech.ts';
import type { Eyes } from './eyes.ts';
import { FastClock } from './fast-clock.ts';
import { MODEL, Stage } from './stage.ts';

/** Discord's hidden limit on all webhooks of a channel is 30 in so many milliseconds; the bot keeps one less. */
const MINUTE = 60_000;
const MEMBERS = 4;
const ROUNDS = 2;
/** A turn is written in so many pieces, one in so many milliseconds. */
const PIECES = 10;
const PACE = 200;
/** Of two messages each, so that two debates need more than the limit. */
const SENTENCES = 40;

interface Written {
  readonly text: string;
  /** When so many characters were written. */
  readonly pieces: { readonly length: number; readonly at: number }[];
}

/** Debaters at the pace of a fast model, and what they wrote when. The judge writes at once. */
function pacedDebaters(clock: Clock): { script: Script; written: Written[] } {
  const written: Written[] = [];
  const reply: Script['reply'] = (request) => {
    const text = request.shape === undefined ? speech(request.seed, SENTENCES) : writtenAnswer(request.seed);
    if (isOfJudge(request)) return text;
    const record: Written = { text, pieces: [] };
    written.push(record);
    return async function* (_request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatPart> {
      const size = Math.ceil(text.length / PIECES);
      for (let start = 0; start < text.length; start += size) {
        await clock.sleep(PACE, signal);
        record.pieces.push({ length: Math.min(text.length, start + size), at: clock.now() });
        yield { type: 'text-delta', text: text.slice(start, start + size) };
      }
      yield { type: 'finish', reason: 'stop', rawReason: 'stop', usage: {} };
    };
  };
  return { script: { reply }, written };
}

/** What a visitor saw of the members' words, and when. */
class Screen {
  /** The longest that written words were not on screen. */
  longestStale = 0;
  /** Turns in the order in which their last words came on screen. */
  readonly whole: Written[] = [];
  /** Every message and edit of a member. */
  readonly changes: { readonly at: number; readonly inFlight: boolean }[] = [];
  readonly #shown = new Map<Written, number>();

  constructor(eyes: Eyes, written: readonly Written[], clock: Clock) {
    eyes.visitor.events((dispatch) => {
      if (dispatch.event !== 'MESSAGE_CREATE' && dispatch.event !== 'MESSAGE_UPDATE') return;
      // What only this visitor sees comes by a webhook too, into the channel.
      if (dispatch.data.webhook_id === undefined || dispatch.data.channel_id === eyes.channelId) return;
      this.changes.push({ at: clock.now(), inFlight: dispatch.data.content.endsWith('▍') });
      const content = dispatch.data.content.replace(/ ▍$/, '');
      const turn = written.find(({ text }) => text.includes(content));
      if (turn === undefined) return;
      const before = this.#shown.get(turn) ?? 0;
      const now = turn.text.indexOf(content) + content.length;
      if (now <= before) return;
      const oldest = turn.pieces.find(({ length }) => length > before);
      if (oldest !== undefined) this.longestStale = Math.max(this.longestStale, clock.now() - oldest.at);
      this.#shown.set(turn, now);
      if (now === turn.text.length) this.whole.push(turn);
    });
  }
}

function threadOf(eyes: Eyes, trial: string): Promise<string> {
  return eyes.until(() => {
    const created = eyes.seen.find(
      ({ event, data }) => event === 'THREAD_CREATE' && data.name?.endsWith(trial) === true,
    );
    return created?.event === 'THREAD_CREATE' ? created.data.id : undefined;
  });
}

function turnsIn(eyes: Eyes, thread: string): APIMessage[] {
  return eyes.messagesIn(thread).filter(({ webhook_id }) => webhook_id !== undefined);
}

it('keeps two debates of a channel inside all limits of Discord, the hidden ones too', async () => {
  const clock = new FastClock();
  const stage = await Stage.open({ rateLimits: 'real', clock });
  const { script, written } = pacedDebaters(clock);
  const models = [{ ...scriptedModelInfo(MODEL), contextTokens: 200_000 }];
  const { app, bot } = await stage.run({ script, models, limits: 'discord' });
  const ada = await stage.eyes('Ada');
  const bea = await stage.eyes('Bea');
  const screen = new Screen(ada, written, clock);
  const request = { scenario: 'care-robot-refusal', ensemble: 'one-model', format: 'round-table', ballot: '5h' };
  await ada.start({ ...request, rounds: ROUNDS, seed: 5 });
  await bea.start({ ...request, rounds: ROUNDS, seed: 6 });
  // Only now: Discord waits three seconds for an answer to a command.
  // What the computer itself takes weighs so many times as much.
  clock.run(5);
  for (const { plan } of app.trials.running()) {
    const thread = await threadOf(ada, plan.trial);
    const answer = await ada.message(
      thread,
      ({ content, webhook_id }) => webhook_id !== undefined && /\*\*Dissent\.\*\* .*[^▍]$/s.test(content),
    );
    expect(answer.author.username).toBe(plan.ensemble.chair.name);
    const turns = turnsIn(ada, thread);
    expect(turns).toHaveLength(2 * MEMBERS * ROUNDS + 1);
    for (const { content } of turns) expect(content).not.toContain('▍');
    // What follows needs the model and no webhook.
    await app.trials.stop(plan.trial, 'moderator');
  }

  expect(stage.playground.rateLimited()).toBe(0);
  const before = <Change extends { readonly at: number }>(changes: readonly Change[], at: number): Change[] =>
    changes.filter((other) => other.at <= at && other.at > at - MINUTE);
  const requests = stage.playground
    .requests()
    .filter(({ route }) => /^\/webhooks\/:id\/:token(\/messages\/:id)?$/.test(route));
  const busiest = Math.max(...requests.map(({ at }) => before(requests, at).length));
  // There was more to show than the limit allows, and all that it allows was used.
  expect(busiest).toBe(29);
  expect(bot.longestWait()).toBeGreaterThan(0);
  expect(bot.longestWait()).toBeLessThanOrEqual(MINUTE);
  // Words in flight took nothing from the places that finished texts need.
  const inFlight = screen.changes.filter((change) => change.inFlight);
  expect(inFlight.length).toBeGreaterThan(3);
  for (const { at } of inFlight) expect(before(screen.changes, at).length).toBeLessThanOrEqual(29 - 12);
  // Words that are not on screen wait for the limits, or for the next time that words in flight are shown.
  expect(screen.whole).toHaveLength(2 * MEMBERS * ROUNDS);
  expect(screen.longestStale).toBeLessThanOrEqual(bot.longestWait() + 6000);
  stage.expectClean(ada);
});
