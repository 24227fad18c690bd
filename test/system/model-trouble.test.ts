import { describe, expect, it } from 'vitest';
import type { TurnEnd } from '../../src/debate/events.ts';
import { OllamaHost } from '../../src/models/ollama/ollama-host.ts';
import type { ChatPart, FinishReason } from '../../src/models/port/chat-model.ts';
import { ChoiceUnsupportedError } from '../../src/models/port/choice-unsupported-error.ts';
import {
  type Script,
  type ScriptedReply,
  scriptedHost,
  scriptedModelInfo,
} from '../../src/models/scripted/scripted-host.ts';
import { createPalette } from '../../src/terminal/palette.ts';
import { resultLines } from '../../src/terminal/result-lines.ts';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { content } from '../support/content.ts';
import { answer } from '../support/scripted-ollama.ts';
import { goodScript, speech, wordsFor } from '../support/speech.ts';
import { type DebatingOllamaOptions, speaks, startDebatingOllama } from './debating-ollama.ts';
import { type Eyes, sub, textOf } from './eyes.ts';
import { ImpatientClock } from './impatient-clock.ts';
import { latch } from './pauses.ts';
import { hangs } from './scripts.ts';
import { MODEL, type RunOptions, Stage } from './stage.ts';
import { standing, threadOf, trialIn } from './threads.ts';

const SMALL = { scenario: 'open-weights', rounds: 1, ballot: '1h' };
const SILENCE = 180_000;
const HOUR = 3_600_000;

async function onStage(run: RunOptions) {
  const stage = await Stage.open();
  const { app } = await stage.run(run);
  return { stage, app, ada: await stage.eyes('Ada') };
}

/** A debate in which the waits for a server that failed pass at once. */
async function debating(run: RunOptions, given: Parameters<Eyes['start']>[0] = SMALL) {
  const clock = new ImpatientClock();
  const scene = await onStage({ clock, ...run });
  const trial = trialIn(await scene.ada.start(given));
  return { ...scene, clock, trial, thread: await threadOf(scene.ada, trial) };
}

async function ollamaWith(options: DebatingOllamaOptions) {
  const server = await startDebatingOllama(options);
  return { server, host: new OllamaHost(server.address) };
}

describe('trouble with models at the start of a debate', () => {
  it('is told with the address that was tried and the command that starts Ollama, and no password', async () => {
    const host = new OllamaHost('http://ann:secret-word@127.0.0.1:1');
    const { stage, app, ada } = await onStage({ host });
    const words =
      'Ollama does not answer at http://127.0.0.1:1. Start it with: ollama serve. If it runs elsewhere, set OLLAMA_HOST to its address.';
    expect(await ada.start(SMALL)).toBe(words);
    expect(textOf(await ada.command('ensemble', sub('list')))).toBe(words);
    expect(app.trials.running()).toEqual([]);
    expect(stage.logged.join('')).not.toContain('secret-word');
    stage.expectClean(ada);
  });

  it('is told of an Ollama that takes the call and says nothing, and one may try again', async () => {
    let silent = true;
    const { address } = await startDebatingOllama({
      beforeTags: () => (silent ? new Promise(() => {}) : Promise.resolve()),
    });
    const { ada } = await onStage({ host: new OllamaHost(address, 500) });
    expect(await ada.start(SMALL)).toMatch(`Ollama does not answer at ${address}. Start it with: ollama serve.`);
    silent = false;
    expect(await ada.start(SMALL)).toMatch(/^Debate/);
  });

  it('is told with the command that fetches what is missing', async () => {
    const { host } = await ollamaWith({ names: ['mistral:7b', 'llama3.1:8b'] });
    const { ada } = await onStage({ host });
    expect(await ada.start({ ...SMALL, ensemble: 'three-families' })).toMatch(
      /^The model qwen2\.5:7b is not at hand \(Ollama at http:\S+\)\. Fetch it with: ollama pull qwen2\.5:7b$/,
    );
    const none = await onStage({ host: (await ollamaWith({ names: [] })).host });
    expect(await none.ada.start(SMALL)).toMatch(/has no chat model\. Get one, for example with `ollama pull/);
  });

  it('that nobody expected is told under an id, under which the log has all of it', async () => {
    const host = {
      ...scriptedHost([scriptedModelInfo(MODEL)], goodScript),
      list: async () => {
        throw new RangeError('The very cause');
      },
    };
    const { stage, ada } = await onStage({ host });
    const words = await ada.start(SMALL);
    expect(words).toMatch(
      /^Something went wrong that should not have\. The operator finds the whole error in the log .* \(report [0-9a-f]{8}\)$/,
    );
    const report = /report ([0-9a-f]+)/.exec(words)?.[1] ?? expect.fail();
    const line = stage.logged.find((logged) => logged.includes(report)) ?? expect.fail();
    expect(JSON.parse(line)).toMatchObject({ err: { type: 'RangeError', message: 'The very cause' }, report });
    expect(line).toContain('model-trouble.test.ts');
    stage.expectClean(ada);
  });
});

/** A speech has no shape; answers and stances do. */
const isSpeech = (body: Readonly<Record<string, unknown>>): boolean => body['format'] === undefined;

describe('an Ollama that dies', () => {
  const rounds = { ...SMALL, rounds: 2 };

  it('in the second round and comes back is asked again, and the debate is whole', async () => {
    let speeches = 0;
    const { server, host } = await ollamaWith({
      chat: (_, ...given) => {
        if (isSpeech(given[0])) speeches += 1;
        // The first one of the second round breaks off; the server is back for the next try.
        if (speeches !== 3 || !isSpeech(given[0])) return speaks(...given);
        server.kill();
        return server.revive();
      },
    });
    const { stage, app, ada, clock, trial, thread } = await debating({ host }, rounds);
    await ada.card(thread, 'Which answer');
    const turns = viewTrial(await app.trials.history(trial)).debates.ensemble.filter(
      (event): event is TurnEnd => event.type === 'turn-end',
    );
    expect(turns.map(({ turn, outcome }) => [turn.round, outcome.status])).toEqual([
      [1, 'valid'],
      [1, 'valid'],
      [2, 'rejected'],
      [2, 'valid'],
      [2, 'valid'],
      [3, 'valid'],
    ]);
    clock.skip(HOUR);
    await ada.card(thread, 'Results (complete)');
    stage.expectClean(ada);
  });

  it('in the second round and stays dead ends the debate, said in the thread', async () => {
    let speeches = 0;
    const { server, host } = await ollamaWith({
      chat: (_, ...given) => {
        if (isSpeech(given[0])) speeches += 1;
        return speeches < 3 ? speaks(...given) : server.kill();
      },
    });
    const { stage, app, ada, trial, thread } = await debating({ host }, rounds);
    const result = textOf(await ada.card(thread, 'Results (failed)'));
    await app.trials.finished(trial);
    const words = `Ollama does not answer at ${server.address}. Start it with: ollama serve.`;
    expect(result).toContain(`• the ensemble's debate failed: ${words}`);
    expect(standing(ada, thread)).toContain(`The debate failed: ${words}`);
    expect(standing(ada, thread)).not.toMatch(/▍|Judge:|Votes/);
    expect(await ada.start(SMALL)).toContain(words);
    stage.expectClean(ada);
  });

  it('while a member’s model is opened is asked again too', async () => {
    let begun = false;
    let died = false;
    const { server, host } = await ollamaWith({
      names: ['first:1b', 'second:1b'],
      chat: (_, ...given) => {
        begun = true;
        return speaks(...given);
      },
      // Once the debate has begun, only the other model is opened.
      beforeTags: async () => {
        if (!begun || died) return;
        died = true;
        server.kill();
        await server.revive();
      },
    });
    const { ada, thread } = await debating({ host }, { ...SMALL, ensemble: 'mixed-table' });
    const spoken = await ada.until(() => {
      const all = ada.messagesIn(thread).filter(({ webhook_id }) => webhook_id !== undefined);
      return all.length > 3 && all;
    });
    expect(new Set(spoken.map(({ author }) => author.username)).size).toBe(4);
    expect(died).toBe(true);
  });

  it.each(['before it is opened', 'when it is asked'])(
    'and leaves the judge without a model %s leaves every score unscored, and people can vote',
    async (when) => {
      let turns = 0;
      const { server, host } = await ollamaWith({
        names: ['debater:1b', 'judge:1b'],
        chat: (call, ...given) => {
          turns = call + 1;
          return speaks(...given);
        },
        // Four members and a chair, and as many calls of the single model: ten.
        beforeTags: async () => {
          if (turns === 10 && when === 'before it is opened') server.kill();
        },
        choose: () => server.kill(),
      });
      const { stage, ada, app, clock, trial, thread } = await debating({ host }, { ...SMALL, ensemble: 'one-model' });
      await ada.card(thread, 'Which answer');
      clock.skip(HOUR);
      const result = textOf(await ada.card(thread, 'Results (incomplete)'));
      await app.trials.finished(trial);
      // Two debates, seven criteria.
      expect(result).toContain('14 of 14 scores are missing (unscored)');
      expect(result).toMatch(/Judge: ensemble: ▱+\nunscored/);
      expect(textOf(await ada.card(thread, 'How the judge scored the ensemble'))).toMatch(
        /Coherence {2}▱+: unscored: the judge’s model failed/,
      );
      stage.expectClean(ada);
    },
  );
});

describe('a model that can’t go on', () => {
  it.each([
    [
      'for want of memory',
      { error: 'model requires more system memory (5.6 GiB) than is available (2.1 GiB)' },
      500,
      'There is not enough memory for the model debater:1b. Close other programs, or choose an ensemble with smaller models',
    ],
    [
      'since somebody deleted it',
      { error: "model 'debater:1b' not found" },
      404,
      'The model debater:1b is not at hand (Ollama at http://',
    ],
    [
      'since its runner crashed',
      { error: 'llama runner process has terminated: signal: killed' },
      500,
      'The model debater:1b failed: llama runner process has terminated: signal: killed',
    ],
  ])('%s ends the debate, said in the thread', async (_, said, status, words) => {
    const { host } = await ollamaWith({
      chat: (call, body, response) => (call === 0 ? speaks(body, response) : answer(response, said, status)),
    });
    const { stage, app, ada, trial, thread } = await debating({ host });
    expect(textOf(await ada.card(thread, 'Results (failed)'))).toContain(`• the ensemble's debate failed: ${words}`);
    expect(standing(ada, thread)).toContain(`The debate failed: ${words}`);
    await app.trials.finished(trial);
    expect(app.trials.running()).toEqual([]);
    // The log has all of it under the id that stands in the thread's name and on the card.
    const logged = stage.logged.find((line) => line.includes('a model failed')) ?? expect.fail();
    const err = { stack: expect.stringContaining(said.error) };
    expect(JSON.parse(logged)).toMatchObject({ trial, model: 'debater:1b', err });
    stage.expectClean(ada);
  });

  it('since it is silent for too long is tried again, then ends the debate', async () => {
    const attempts = [latch(), latch(), latch()];
    const script: Script = {
      reply(request, _model, call) {
        if (call === 0) return wordsFor(request);
        attempts[call - 1]?.[1]();
        return hangs();
      },
    };
    const { stage, app, ada, clock, trial, thread } = await debating({ script });
    for (const [begun] of attempts) {
      await begun;
      clock.skip(SILENCE);
    }
    const words = `The model ${MODEL} wrote nothing for 180 s. Choose a smaller model, or raise MODEL_SILENCE_SECONDS`;
    expect(textOf(await ada.card(thread, 'Results (failed)'))).toContain(words);
    await app.trials.finished(trial);
    stage.expectClean(ada);
  });

  it('for a reason that nobody expected ends the debate, and the log has all of it under the id that is told', async () => {
    const script: Script = {
      reply: (request, _model, call) => {
        if (call === 1) throw new RangeError('The very cause');
        return wordsFor(request);
      },
    };
    const { stage, app, ada, trial, thread } = await debating({ script });
    const result = textOf(await ada.card(thread, 'Results (failed)'));
    await app.trials.finished(trial);
    const report = /an internal error; the log has it as ([0-9a-f]{8})/.exec(result)?.[1] ?? expect.fail();
    const line = stage.logged.find((logged) => logged.includes(report)) ?? expect.fail();
    expect(JSON.parse(line)).toMatchObject({ err: { type: 'RangeError', message: 'The very cause' }, trial });
    expect(result).not.toContain('The very cause');
    stage.expectClean(ada);
  });
});

/** Says the text and stops for the reason. */
function says(text: string, reason: FinishReason = 'stop', thinking = ''): ScriptedReply {
  return async function* (): AsyncGenerator<ChatPart> {
    if (thinking !== '') yield { type: 'thinking-delta', text: thinking };
    if (text !== '') yield { type: 'text-delta', text };
    yield { type: 'finish', reason, rawReason: reason, usage: {} };
  };
}

describe('a member whose model', () => {
  it.each<[fault: string, reply: ScriptedReply, reason: string, words: string]>([
    ['is cut off', says(speech(1), 'length'), 'cut-by-length', 'its words were cut off before they were finished'],
    ['writes garbage', says('#$%& (((((( \u0000\u0007 ~~~~'), 'empty', 'it wrote nothing that could be read'],
    [
      'never stops thinking',
      says('<think>Let me see. '.repeat(9)),
      'thinking-never-closed',
      'it never stopped thinking',
    ],
    ['only thinks', says('', 'stop', 'Let me see.'), 'empty-after-thinking', 'it only thought and did not speak'],
    ['repeats itself', says('over and over '.repeat(60), 'length'), 'repeats-itself', 'it repeated itself'],
    ['says nothing', says(''), 'empty', 'it wrote nothing that could be read'],
  ])(
    '%s is tried again, then recorded as silent, and nothing rejected stays on view',
    async (_, reply, reason, words) => {
      const script: Script = {
        reply: (request, _model, call) => (call >= 1 && call <= 3 ? reply : wordsFor(request)),
      };
      const { stage, app, ada, clock, trial, thread } = await debating({ script });
      await ada.card(thread, 'Which answer');
      const { debates } = viewTrial(await app.trials.history(trial));
      const rejected = debates.ensemble.filter(
        (event): event is TurnEnd => event.type === 'turn-end' && event.outcome.status === 'rejected',
      );
      expect(rejected.map(({ attempt, outcome }) => [attempt, 'reason' in outcome && outcome.reason])).toEqual([
        [1, reason],
        [2, reason],
        [3, reason],
      ]);
      const seeds = debates.ensemble.flatMap((event) =>
        event.type === 'turn-start' && event.turn.seat === 'astrid' ? [event.seed] : [],
      );
      expect(new Set(seeds).size).toBe(3);
      const turns = ada.messagesIn(thread).filter(({ webhook_id }) => webhook_id !== undefined);
      expect(turns.map(({ author }) => author.username)).toEqual(['Grace Achieng', 'Astrid Lund', 'Wen Li-Hua']);
      expect(turns[1]?.content).toBe(`*says nothing: ${words}*`);
      expect(standing(ada, thread)).toMatch(/The debate is incomplete: Astrid Lund was silent in round 1/);
      expect(standing(ada, thread)).not.toMatch(/▍|Let me|over and|\(\(\(/);
      clock.skip(HOUR);
      expect(textOf(await ada.card(thread, 'Results (incomplete)'))).toContain(
        "• the ensemble's debate is incomplete: Astrid Lund was silent in round 1",
      );
      stage.expectClean(ada);
    },
  );

  it('spoils one attempt has its words taken back at once, and may still speak', async () => {
    const [looked, goOn] = latch();
    const script: Script = {
      reply: (request, _model, call) =>
        call === 1
          ? async function* () {
              yield { type: 'text-delta', text: '<think>So.</think>over and over <thi' };
              await looked;
              yield { type: 'text-delta', text: 'over and over '.repeat(40) };
              yield { type: 'finish', reason: 'length', rawReason: 'length', usage: {} };
            }
          : wordsFor(request),
    };
    const { stage, ada, clock, thread } = await debating({ script });
    const turn = await ada.message(thread, ({ content }) => content === 'over and over ▍');
    goOn();
    await ada.until(() =>
      ada.versionsOf(turn.id).some(({ content }) => content === '*starts again: it repeated itself*'),
    );
    await ada.card(thread, 'Which answer');
    expect(ada.messagesIn(thread).find(({ id }) => id === turn.id)?.content).toMatch(/^[A-Z].{100,}\.$/s);
    clock.skip(HOUR);
    await ada.card(thread, 'Results (complete)');
    stage.expectClean(ada);
  });
});

describe('a judge', () => {
  it('that gives no digits leaves everything unscored, with no number anywhere', async () => {
    const script: Script = { ...goodScript, choose: () => new Map([['I', 1]]) };
    const { stage, app, ada, clock, trial, thread } = await debating({ script });
    await ada.card(thread, 'Which answer');
    clock.skip(HOUR);
    const result = textOf(await ada.card(thread, 'Results (incomplete)'));
    await app.trials.finished(trial);
    const cards = [
      await ada.card(thread, 'How the judge scored the ensemble'),
      await ada.card(thread, 'How the judge scored the single model'),
    ].map(textOf);
    for (const card of cards) {
      expect(card).toContain('No overall score: at least one criterion is unscored.');
      expect(card.match(/▱▱▱▱▱▱▱: unscored: the judge did not answer with a score/g)).toHaveLength(7);
    }
    expect(result).toMatch(
      /Judge: ensemble: ▱▱▱▱▱▱▱\nunscored\nThe paper's five unscored\nJudge: single model: ▱▱▱▱▱▱▱\nunscored/,
    );
    expect(result).toContain('Not all scores could be had, so there is nothing to set beside the votes.');
    expect(result).toContain('• 14 of 14 scores are missing (unscored)');
    const terminal = resultLines(await app.trials.history(trial), content.reactions, createPalette(1)).map((piece) =>
      typeof piece === 'string' ? piece : piece[0],
    );
    expect(terminal.join('\n')).toMatch(/Overall +unscored +unscored\nThe paper's five +unscored +unscored/);
    expect([...cards, result, ...terminal].join('\n')).not.toMatch(/\b[1-7]\.\d\b|of 7|±/);
    stage.expectClean(ada);
  });

  it('whose server tells no probabilities is asked at least five times for each score', async () => {
    const asked: string[] = [];
    const script: Script = {
      choose: () => {
        throw new ChoiceUnsupportedError(MODEL);
      },
      reply: (request) => {
        if (request.maxTokens > 160) return wordsFor(request);
        asked.push(request.prompt.messages.map(({ content }) => content).join('\n'));
        return `Level ${asked.length % 2 === 0 ? 3 : 6}. It weighs both sides of the motion.`;
      },
    };
    const { app, ada, clock, trial, thread } = await debating({ script });
    await ada.card(thread, 'Which answer');
    clock.skip(HOUR);
    await ada.card(thread, 'Results (complete)');
    await app.trials.finished(trial);
    const { judgements } = viewTrial(await app.trials.history(trial));
    expect(judgements.map(({ judgement: { score } }) => score.status === 'scored' && score.method)).toEqual(
      Array.from({ length: 14 }, () => 'samples'),
    );
    const times = new Map<string, number>();
    for (const prompt of asked) times.set(prompt, (times.get(prompt) ?? 0) + 1);
    expect([...times.values()]).toEqual(Array.from({ length: 14 }, () => 5));
    expect(textOf(await ada.card(thread, 'How the judge scored the ensemble'))).toMatch(
      /Argument quality {2}▰+▱* 4\.8 ± 1\.5: It weighs both sides of the motion\./,
    );
  });
});
