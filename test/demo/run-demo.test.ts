import { describe, expect, it } from 'vitest';
import { DebateFailedError } from '../../src/demo/debate-failed-error.ts';
import { DebateNotStartedError } from '../../src/demo/debate-not-started-error.ts';
import { parseDemoOptions } from '../../src/demo/demo-options.ts';
import { runDemo } from '../../src/demo/run-demo.ts';
import { PortTakenError } from '../../src/playground/port-taken-error.ts';
import { debating, writeTurn } from '../support/debating-ollama.ts';
import { answer, type Handler, type ScriptedOllama, startScriptedOllama } from '../support/scripted-ollama.ts';
import { Stage } from '../system/stage.ts';
import { FakeFile } from '../terminal/fake-terminal.ts';

const QUICK = { ensemble: 'pocket', format: 'proponent-opponent', rounds: 1, port: 0, ballot: 1 };

/** A demo without a terminal, to its end. @returns what it printed, and what it failed with */
async function demo(ollama: ScriptedOllama, given: object = {}): Promise<{ lines: string[]; error: unknown }> {
  const file = new FakeFile();
  const process = { stdout: file, env: { OLLAMA_HOST: ollama.address, LOG_LEVEL: 'silent' } };
  const options = parseDemoOptions({ ...QUICK, ...given }, false);
  const error = await runDemo(options, process, new AbortController().signal).catch((reason: unknown) => reason);
  return { lines: file.text.split('\n'), error };
}

/** Which models wrote turns. */
const writers = ({ asked }: ScriptedOllama): Set<unknown> =>
  new Set(asked.filter(({ path }) => path === '/api/chat').map(({ body }) => body['model']));

/** Ollama's list of models, each so large in bytes. */
const holding = (sizes: Readonly<Record<string, number>>): Record<string, Handler> => ({
  '/api/tags': (_, response) =>
    answer(response, {
      models: Object.entries(sizes).map(([name, size]) => ({ name, size, digest: name, details: null })),
    }),
});

describe('the demo', () => {
  it('debates with the smallest chat model of Ollama, passing over one for embeddings, and says so', async () => {
    const ollama = await startScriptedOllama(debating());
    const { lines, error } = await demo(ollama, { audience: 0 });
    expect(error).toBeUndefined();
    expect(writers(ollama)).toEqual(new Set(['thinker:8b']));
    expect(lines[0]).toBe(
      `Models: Ollama at ${ollama.address}, with 2 chat models (thinker:8b, big:70b), good for debates worth reading.`,
    );
    expect(lines[1]).toMatch(/^The ensemble pocket takes the smallest, thinker:8b; /);
    expect(lines).toContainEqual(expect.stringMatching(/^It runs on Ollama .* GB of memory and roughly /));
    expect(lines).toContain('Results (complete)');
    expect(lines).toContain('The ballot is closed; voted: nobody.');
    expect(lines.join('\n')).not.toMatch(/Very small models|scripted/);
  });

  it('calls a very small model that, before the debate and with its results, though a larger one is at hand', async () => {
    const ollama = await startScriptedOllama({ ...debating(), ...holding({ 'big:70b': 4e10, 'tiny:1b': 9e8 }) });
    const { lines } = await demo(ollama);
    expect(writers(ollama)).toEqual(new Set(['tiny:1b']));
    expect(lines[0]).toMatch(/good for debates worth reading with the larger ones\.$/);
    expect(lines.filter((line) => line.startsWith('Very small models (tiny:1b) '))).toHaveLength(2);
  });

  it('debates the topic, up to the ballot the same again for the seed that it names, with as many scripted voters as are asked for', async () => {
    const ollama = await startScriptedOllama(debating());
    const given = { topic: 'Should cities ban cars from their centres?', audience: 6, ballot: 4 };
    const first = await demo(ollama, given);
    const seed = Number(first.lines.find((line) => /^seed \d+$/.test(line))?.slice('seed '.length));
    const again = await demo(ollama, { ...given, seed });
    // Which answer is A nobody can tell from the seed.
    const debated = ({ lines }: typeof first): string[] =>
      lines
        .slice(
          0,
          lines.findIndex((line) => line.startsWith('The ballot is open')),
        )
        .map((line) => line.replace(/127\.0\.0\.1:\d+/g, '#'));
    expect(debated(first).length).toBeGreaterThan(10);
    expect(debated(again)).toEqual(debated(first));
    expect(first.lines).toContain('Should cities ban cars from their centres?');
    expect(first.lines).toContain('The ballot is closed; voted: 6 scripted voters.');
    expect(first.lines).toContainEqual(expect.stringMatching(/^Votes by scripted voters \(programs, .*\): \d for/));
  });

  it('has the scripted voters say where they stand before and after an Oxford debate, by the seed, and calls their swing scripted', async () => {
    const ollama = await startScriptedOllama(debating());
    const { lines, error } = await demo(ollama, { format: 'oxford', rounds: 2, audience: 6, ballot: 3, seed: 7 });
    expect(error).toBeUndefined();
    expect(lines).toContainEqual(
      expect.stringMatching(/^People have 3 s to say where they stand before the first word/),
    );
    expect(lines).toContain('Before the debate said where they stand: 6 scripted voters.');
    expect(lines).toContain(
      'The ballot is closed; voted: 6 scripted voters; said where they stand: 6 scripted voters.',
    );
    const swing = lines.slice(lines.indexOf('The audience’s swing') + 1);
    expect(swing.slice(0, 7)).toEqual([
      'Nobody said where they stand both before and after.',
      'Scripted voters (programs, drawn at random):',
      '  Before: 2 for, 1 undecided, 3 against',
      '  After: 3 for, 0 undecided, 3 against',
      '  Moved: 4 towards the motion, 2 away from it, 0 not at all',
      '  Mean change +0.5 on the scale from −3 to +3 (n = 6)',
      '  The side for the motion gained more, so it won the audience.',
    ]);
  });

  it('takes an incomplete debate for a result', async () => {
    const ollama = await startScriptedOllama(debating((_, response) => writeTurn(response, '')));
    const { lines, error } = await demo(ollama);
    expect(error).toBeUndefined();
    expect(lines).toContain('Results (incomplete)');
    expect(lines).toContainEqual(expect.stringMatching(/^- the ensemble's debate is incomplete: /));
  });

  it('fails when the debate failed, and what was missing was said', async () => {
    const said = { error: 'model requires more system memory (5.6 GiB) than is available (2.1 GiB)' };
    const ollama = await startScriptedOllama(debating((_, response) => answer(response, said, 500)));
    const { lines, error } = await demo(ollama);
    expect(error).toBeInstanceOf(DebateFailedError);
    expect(lines).toContain('Results (failed)');
    expect(lines.join('\n')).toMatch(/memory/);
  });

  it('tells in the bot’s own words why it started no debate', async () => {
    const ollama = await startScriptedOllama(debating());
    const { error } = await demo(ollama, { ensemble: 'three-families' });
    expect(error).toBeInstanceOf(DebateNotStartedError);
    expect(error).toHaveProperty('message', expect.stringContaining('ollama pull mistral:7b'));
  });

  it('says that its port is taken before it looks for models, and how to choose another', async () => {
    const ollama = await startScriptedOllama(debating());
    const stage = await Stage.open();
    const { error } = await demo(ollama, { port: Number(new URL(stage.playground.pageUrl).port) });
    expect(error).toBeInstanceOf(PortTakenError);
    expect(error).toHaveProperty('advice', expect.stringContaining('--port'));
    expect(ollama.asked).toEqual([]);
  });
});
