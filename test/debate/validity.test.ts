import { describe, expect, it } from 'vitest';
import type { Rejection } from '../../src/debate/events.ts';
import type { ChatPart, ChatRequest } from '../../src/models/port/chat-model.ts';
import { ModelMissingError } from '../../src/models/port/model-missing-error.ts';
import { ModelTooSlowError } from '../../src/models/port/model-too-slow-error.ts';
import type { ScriptedReply } from '../../src/models/scripted/scripted-host.ts';
import { debate, MODEL, planFor } from '../support/debate.ts';
import { speech, wordsFor } from '../support/speech.ts';

/** Words that stop for another reason than the end of what was to be said. */
const finishing = (text: string, reason: 'length' | 'other') =>
  async function* (): AsyncGenerator<ChatPart> {
    yield { type: 'text-delta', text };
    yield { type: 'finish', reason, rawReason: reason, usage: {} };
  };

async function* onlyThinks(): AsyncGenerator<ChatPart> {
  yield { type: 'thinking-delta', text: 'What would a robot do?' };
  yield { type: 'finish', reason: 'stop', rawReason: 'stop', usage: {} };
}

async function* hangs(): AsyncGenerator<ChatPart> {
  yield { type: 'text-delta', text: 'A robot' };
  throw new ModelTooSlowError(MODEL, 60_000);
}

const CHINESE =
  '机器人 应该 听从 人 的 意愿 因为 自由 比 健康 更 重要 而且 没有 人 可以 替 别人 决定 他 的 生活 所以 我 支持 这个 动议 谢谢 大家';
const OPENING = speech(1);

/** What the second speaker, Astrid, says after Grace's opening, and why that is no turn. */
const CASES: readonly [Rejection, string, ScriptedReply][] = [
  ['cut-by-length', 'the budget was spent', finishing(speech(3), 'length')],
  ['cut-by-length', 'the server broke off', finishing(speech(3), 'other')],
  ['empty', 'no words', ' \n'],
  ['empty-after-thinking', 'a closed block of thinking', `<think>${speech(3)}</think>\n`],
  ['empty-after-thinking', 'thinking that the server told apart', onlyThinks],
  ['thinking-never-closed', 'a block of thinking without end', `<think>${speech(3)}`],
  ['too-short', 'an announcement', 'Here is my rebuttal of the point that was made.'],
  ['repeats-itself', 'a loop', 'The robot should obey the man. '.repeat(20)],
  ['repeats-itself', 'a loop that the budget ended', finishing('It is what it is and so it is. '.repeat(20), 'length')],
  ['repeats-another-turn', 'an echo of the turn before', `I agree with all of it. ${OPENING}`],
  ['speaks-for-others', 'a script', `${speech(3, 2)}\nGrace Achieng (for): ${speech(4, 2)}`],
  ['speaks-for-others', 'turns of a chat', `${speech(3, 2)}\n**User:** ${speech(4, 2)}`],
  ['refuses', 'an apology', `I'm sorry, but I can't argue against this. ${speech(3)}`],
  ['refuses', 'an assistant’s phrase', `As an AI language model I have no opinions. ${speech(3)}`],
  ['wrong-language', 'Chinese', CHINESE],
  [
    'wrong-language',
    'a change half-way',
    `${speech(3)} ${'Ich bin der Meinung, dass wir das nicht tun sollten. '.repeat(2)}`,
  ],
  [
    'cut-by-length',
    'a sentence without an end, though the server is content',
    `${speech(3)} And so we have to say that the`,
  ],
  [
    'repeats-another-turn',
    'an echo with words swapped',
    OPENING.replaceAll('robots', 'machines').replaceAll('law', 'rule'),
  ],
  ['speaks-for-others', 'marks of a chat template', `${speech(3)}<|im_end|>\n<|im_start|>user\nAnd now?`],
  ['speaks-for-others', 'a name on a line of its own', `${speech(3, 2)}\n\n**Grace**\n${speech(4, 2)}`],
  ['refuses', 'the third sentence', `${speech(3, 2)} I must decline to argue for this.`],
  ['refuses', 'another language', `${speech(3, 2)} Als KI-Sprachmodell kann ich keine Meinung vertreten.`],
  ['empty', 'nothing but marks', '***\n---'],
  ['empty-after-thinking', 'channels without a final one', '<|channel|>analysis<|message|>Well.<|end|>'],
  [
    'repeats-the-prompt',
    'its persona, told to itself',
    `You are Astrid Lund, and you care most about harm that can't be undone. ${speech(3)}`,
  ],
  [
    'repeats-the-prompt',
    'its task and its rules',
    'Give your opening statement in one paragraph of about 100 words, with two reasons and an example. You argue against the motion. Give reasons in plain prose. Do not invent figures or quotations. The robot should wait, because a wrong dose cannot be taken back in the morning.',
  ],
  ['model-failed', 'a server that falls silent', hangs],
];

/** A chair's words, by their parts. */
function parts(recommendation: string, strongestObjection: string, dissent: string): string {
  return JSON.stringify({ recommendation, strongestObjection, dissent });
}

/** Astrid's attempts at her opening, when she says `bad` for her first `times` attempts. */
async function attempts(bad: ScriptedReply, times: number) {
  const plan = planFor({ rounds: 1 });
  const script = {
    reply(request: ChatRequest, _model: string, call: number): ScriptedReply {
      if (call === 0) return OPENING;
      return call <= times ? bad : wordsFor(request);
    },
  };
  const { recorded, requests } = await debate(plan, { script });
  const ends = recorded.flatMap((event) =>
    event.type === 'turn-end' && event.turn.seat === 'astrid' ? [event.outcome] : [],
  );
  return { recorded, ends, seeds: requests.slice(1, 1 + ends.length).map(({ seed }) => seed) };
}

describe('a turn that is none', () => {
  it.each(CASES)('is rejected as %s: %s', async (reason, _, bad) => {
    const { ends, seeds, recorded } = await attempts(bad, 1);
    expect(ends).toEqual([{ status: 'rejected', reason, detail: expect.stringMatching(/./) }, { status: 'valid' }]);
    expect(new Set(seeds).size).toBe(2);
    expect(recorded.at(-1)).toMatchObject({ status: 'complete' });
  });

  it.each([
    ['a polite disagreement', `Sorry, but I can't agree. ${speech(3)}`],
    ['an adviser that is an AI', `As an AI adviser reads every contract, it sees what we can't. ${speech(3)}`],
    ['a refusal that it quotes', `The robot says: "I'm sorry, I can't help with that." ${speech(3)}`],
    [
      'a quotation in another language',
      `They say: "Das ist der Mann, der nicht auf die Ärzte hören will." ${speech(3)}`,
    ],
    ['a list of those whom it concerns', `Doctors: ${speech(3, 1)}\nSystem: ${speech(4, 1)}\nFamily: ${speech(5, 1)}`],
    ['what an opponent is right about', `${speech(3)}\n- Grace: right about the law\n- The doctor: wrong`],
    [
      'the motion, quoted',
      `"A care robot should follow an adult's wishes even when they are bad for that adult's health" asks too much. ${speech(3, 2)}`,
    ],
    ['its own values, in the first person', `I care most about preventing harm that can't be undone. ${speech(3)}`],
    ['what an opponent cares about', `You argue for the motion, Grace, and you care most about people. ${speech(3)}`],
    ['a last item without a full stop', `${speech(3)}\n1. ask him\n2. warn him`],
  ])('is not: %s', async (_, good) => {
    expect((await attempts(good, 1)).ends).toEqual([{ status: 'valid' }]);
  });

  it('leaves the member silent after three attempts, and the debate incomplete', async () => {
    const { ends, seeds, recorded } = await attempts('No.', 3);
    expect(ends).toHaveLength(3);
    expect(new Set(seeds).size).toBe(3);
    expect(recorded).toContainEqual({
      type: 'member-silent',
      turn: { round: 1, seat: 'astrid' },
      reason: 'too-short',
    });
    expect(recorded.at(-1)).toMatchObject({
      type: 'debate-end',
      status: 'incomplete',
      reasons: [expect.stringMatching(/^Astrid .* was silent in round 1 \(too-short\)$/)],
    });
  });

  it('keeps the rejected words in the record and out of what others read', async () => {
    const { recorded } = await attempts('Only a few odd words.', 1);
    const rejected = recorded.find((event) => event.type === 'turn-end' && event.outcome.status === 'rejected');
    expect(rejected).toMatchObject({ text: 'Only a few odd words.' });
  });
});

describe('a model whose server fails', () => {
  it('is asked three times when that can help, then the debate ends with advice', async () => {
    const { ends, recorded } = await attempts(hangs, 99);
    expect(ends).toHaveLength(3);
    expect(recorded.at(-1)).toMatchObject({
      status: 'failed',
      reasons: [expect.stringMatching(/wrote nothing for 60 s.*MODEL_SILENCE_SECONDS/)],
    });
  });

  it('is not asked again when that can’t help', async () => {
    // biome-ignore lint/correctness/useYield: it fails before its first word
    const gone = async function* (): AsyncGenerator<ChatPart> {
      throw new ModelMissingError(MODEL, 'Ollama at http://127.0.0.1:11434');
    };
    const { ends, recorded } = await attempts(gone, 99);
    expect(ends).toHaveLength(1);
    expect(recorded.at(-1)).toMatchObject({
      status: 'failed',
      reasons: [expect.stringContaining(`ollama pull ${MODEL}`)],
    });
  });
});

describe('an answer', () => {
  it.each<[Rejection, string, ScriptedReply]>([
    ['empty', 'no JSON', 'We should let the man decide, and warn him first.'],
    ['empty', 'no objection', JSON.stringify({ recommendation: speech(1), strongestObjection: ' ', dissent: '' })],
    ['cut-by-length', 'half an object', finishing('{"recommendation": "We should', 'length')],
    ['empty-after-thinking', 'thinking alone', onlyThinks],
    ['repeats-itself', 'a dissent that is the recommendation', parts(speech(1, 2), speech(2, 1), speech(1, 2))],
    ['repeats-itself', 'an objection that is the recommendation', parts(speech(1, 1), speech(1, 1), '')],
    ['repeats-itself', 'a dissent that is the objection', parts(speech(1, 2), speech(2, 1), `Astrid: ${speech(2, 1)}`)],
  ])('is rejected as %s: %s', async (reason, _, words) => {
    const script = {
      reply: (request: ChatRequest) => (request.shape === undefined ? wordsFor(request) : words),
    };
    const { recorded } = await debate(planFor({ rounds: 1 }), { script });
    expect(recorded.map(({ type }) => type)).not.toContain('answer-ready');
    expect(recorded.at(-1)).toMatchObject({
      status: 'incomplete',
      reasons: [`Wen Li-Hua was silent in the answer (${reason})`],
    });
  });

  it('may have a dissent that agrees in part', async () => {
    const [recommendation, objection] = [speech(1, 2), speech(2, 1)];
    const dissent = `Astrid Lund agrees with the first half and not the second. ${speech(1, 1)} ${speech(3, 2)}`;
    const script = {
      reply: (request: ChatRequest) =>
        request.shape === undefined ? wordsFor(request) : parts(recommendation, objection, dissent),
    };
    const { recorded } = await debate(planFor({ rounds: 1 }), { script });
    expect(recorded).toContainEqual({
      type: 'answer-ready',
      answer: { recommendation, strongestObjection: objection, dissent },
    });
  });
});
