import { describe, expect, it } from 'vitest';
import { type Answer, type MemberAnswerEvent, memberAnswerEventSchema } from '../../src/debate/events.ts';
import { askMembers, memberAnswersOf } from '../../src/debate/member-answers.ts';
import type { DebatePlan } from '../../src/debate/plan.ts';
import { promptFor } from '../../src/debate/prompt-for.ts';
import { answerTurn } from '../../src/debate/turns.ts';
import { viewDebate } from '../../src/debate/view.ts';
import type { ChatModel, ChatRequest } from '../../src/models/port/chat-model.ts';
import { ModelMissingError } from '../../src/models/port/model-missing-error.ts';
import type { Script } from '../../src/models/scripted/scripted-host.ts';
import { prompts } from '../support/content.ts';
import { debate, MODEL, planFor, scriptedModel } from '../support/debate.ts';
import { skippingClock } from '../support/hand-clock.ts';
import { goodScript, promptText, speech, wordsFor, writtenAnswer } from '../support/speech.ts';

const plan = planFor({ format: 'round-table', ensemble: 'one-model', rounds: 2 });
const whole = await debate(plan);

interface Options {
  readonly script?: Script;
  readonly stored?: readonly MemberAnswerEvent[];
  readonly atOnce?: number;
  readonly model?: (name: string) => Promise<ChatModel>;
  readonly of?: DebatePlan;
  readonly controller?: AbortController;
  readonly onEvent?: (event: MemberAnswerEvent) => void;
}

/** The members' own answers after the debate, from whatever was stored of them. */
async function ask(options: Options = {}) {
  const { of = plan, stored = [], atOnce = 1, controller = new AbortController() } = options;
  const { model, requests } = await scriptedModel(options.script ?? goodScript);
  const deps = {
    model: options.model ?? (async () => model),
    prompts,
    clock: skippingClock(),
    atOnce,
    preload: () => {},
  };
  const events: MemberAnswerEvent[] = [];
  const asked = askMembers(of, deps, { debate: whole.recorded, answers: stored }, controller.signal);
  for await (const event of asked) {
    events.push(event);
    options.onEvent?.(event);
  }
  return { events, requests };
}

const isOf = (name: string, request: ChatRequest): boolean => promptText(request).includes(`You are ${name}.`);
/** All write well but one. */
const failing = (name: string, words: (request: ChatRequest) => string): Script => ({
  reply: (request) => (isOf(name, request) ? words(request) : wordsFor(request)),
});
const NAMES = plan.members.map(({ name }) => name);
const [FIRST = '', SECOND = ''] = NAMES;

describe('the members’ own answers', () => {
  it('are written by each member after the same words as the chair’s, without its answer and without each other’s', async () => {
    const { events, requests } = await ask();
    expect(events.map((event) => memberAnswerEventSchema.safeParse(event).error)).toEqual(events.map(() => undefined));
    expect(requests).toHaveLength(4);
    const answers = memberAnswersOf(plan, events);
    expect(answers.map(({ member }) => member.name)).toEqual(NAMES);
    expect(new Set(answers.map(({ answer }) => answer?.recommendation)).size).toBe(4);
    const { turns, answer } = viewDebate(whole.recorded);
    for (const [place, request] of requests.entries()) {
      const read = promptText(request);
      for (const { text } of turns) expect(read).toContain(text);
      expect(read).not.toContain(answer?.recommendation);
      for (const before of answers.slice(0, place)) expect(read).not.toContain(before.answer?.recommendation);
      expect(request.shape?.name).toBe('answer');
    }
    expect(new Set(requests.map(({ seed }) => seed)).size).toBe(4);
  });

  it('begin for a server with what the chair has read, and end with whose they are and what is asked', async () => {
    const { requests } = await ask();
    const chairs = promptText(whole.requests.at(-1) ?? expect.fail());
    const shared = chairs.slice(0, chairs.indexOf(`You are ${plan.chair.name}`));
    for (const [place, request] of requests.entries()) {
      const read = promptText(request);
      expect(read.startsWith(shared)).toBe(true);
      expect(read.slice(shared.length)).toMatch(new RegExp(`^You are ${NAMES[place]}\\..*answer of your own`, 's'));
      expect(read).toBe(
        promptText({ prompt: shownFor(plan, plan.members[place]?.seat ?? '') }).replace(
          /\(the words of (.*?) in round (\d)\)/g,
          (_, name: string, round: string) =>
            viewDebate(whole.recorded).turns.find((turn) => turn.speaker.name === name && turn.round === Number(round))
              ?.text ?? '',
        ),
      );
    }
  });

  it('are of no side: a member that argued one is not told to argue it here', async () => {
    const { requests } = await ask();
    expect(plan.members.map(({ stance }) => stance)).toEqual(['for', 'against', 'for', 'against']);
    for (const request of requests) expect(promptText(request)).not.toMatch(/You argue (?:for|against) the motion/);
  });

  it.each<[string, string, (request: ChatRequest) => string]>([
    ['empty', 'words that are no answer', () => 'I would rather not say what should be done.'],
    [
      'repeats-itself',
      'an objection that is what it recommends',
      () => answering({ recommendation: speech(5, 2), strongestObjection: speech(5, 2) }),
    ],
    [
      'refuses',
      'an apology',
      () => answering({ recommendation: `I'm sorry, but I can't help with this. ${speech(3)}` }),
    ],
  ])(
    'are rejected as %s like a chair’s for %s, tried again twice, and then the member has none',
    async (reason, _, words) => {
      const { events, requests } = await ask({ script: failing(SECOND, words) });
      const seat = plan.members[1]?.seat;
      const ends = events.flatMap((event) => (event.type === 'turn-end' && event.turn.seat === seat ? [event] : []));
      expect(ends.map(({ outcome }) => outcome)).toEqual(
        ends.map(() => expect.objectContaining({ status: 'rejected', reason })),
      );
      expect(ends).toHaveLength(3);
      expect(requests).toHaveLength(6);
      expect(memberAnswersOf(plan, events).map(({ answer, silent }) => [answer !== undefined, silent])).toEqual([
        [true, undefined],
        [false, reason],
        [true, undefined],
        [true, undefined],
      ]);
    },
  );

  it('are lacking where a member’s model cannot be had, and the others write theirs', async () => {
    const of = {
      ...plan,
      members: plan.members.map((member, place) => (place === 0 ? { ...member, model: 'gone:1b' } : member)),
    };
    const { model } = await scriptedModel();
    const { events } = await ask({
      of,
      model: async (name) => {
        if (name !== MODEL) throw new ModelMissingError(name, 'the host', []);
        return model;
      },
    });
    expect(memberAnswersOf(of, events).map(({ silent }) => silent)).toEqual([
      'model-failed',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['good ones', goodScript],
    ['rejected ones', failing(FIRST, () => 'no')],
  ])('go on wherever they were cut, and ask for none again that is done: %s', async (_, script) => {
    const full = await ask({ script });
    for (let cut = 0; cut <= full.events.length; cut += 1) {
      const stored = full.events.slice(0, cut);
      const resumed = await ask({ script, stored });
      // A call that was under way when the process ended begins again: its start stands twice.
      const unfinished = stored.at(-1)?.type === 'turn-start' ? stored.slice(0, -1) : stored;
      expect(timeless([...unfinished, ...resumed.events]), `cut at ${cut}`).toEqual(timeless(full.events));
      const done = stored.filter(({ type }) => type === 'turn-end').length;
      expect(resumed.requests).toHaveLength(full.requests.length - done);
    }
  });

  it('keep no half answer when they are broken off', async () => {
    const controller = new AbortController();
    const { events } = await ask({
      controller,
      onEvent: ({ type }) => {
        if (type === 'turn-end') controller.abort(new Error('the process ends'));
      },
    });
    expect(events.map(({ type }) => type)).toEqual(['turn-start', 'turn-end']);
  });

  it('are asked for side by side where servers have room, and come to the same', async () => {
    const one = memberAnswersOf(plan, (await ask()).events);
    const { events } = await ask({ atOnce: 4 });
    expect(events.slice(0, 4).map(({ type }) => type)).toEqual([
      'turn-start',
      'turn-start',
      'turn-start',
      'turn-start',
    ]);
    expect(memberAnswersOf(plan, events)).toEqual(one);
  });
});

const shownFor = (of: DebatePlan, seat: string) => promptFor(of, seat, answerTurn(of).round + 1, prompts);

/** What a member writes when its answer has these parts. */
const answering = (parts: Partial<Answer>): string => JSON.stringify({ ...JSON.parse(writtenAnswer(1)), ...parts });

/** Events without the time that calls took. */
function timeless(events: readonly MemberAnswerEvent[]): unknown[] {
  return events.map((event) => (event.type === 'turn-end' ? { ...event, milliseconds: 0 } : event));
}
