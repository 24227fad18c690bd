import { describe, expect, it } from 'vitest';
import { ModelFailedError } from '../../src/models/port/model-failed-error.ts';
import type { Script, ScriptedReply } from '../../src/models/scripted/scripted-host.ts';
import { DownloadProgress } from '../../src/terminal/download-progress.ts';
import { openScreen } from '../../src/terminal/open-screen.ts';
import { promptText, wordsFor } from '../support/speech.ts';
import { FakeFile } from './fake-terminal.ts';
import { play } from './play.ts';

const breaks = (): ScriptedReply => () => ({
  [Symbol.asyncIterator]: () => ({
    next: () => Promise.reject(new ModelFailedError('scripted-model:1b', 'its server is gone.')),
  }),
});

/** A whole trial without a terminal. */
async function printed(script?: Script, topic?: string): Promise<string[]> {
  const file = new FakeFile();
  await play(openScreen(file, { COLORTERM: 'truecolor' }, false), script, topic === undefined ? {} : { motion: topic });
  return file.text.split('\n');
}

describe('a trial without a terminal', () => {
  it('is printed as plain lines: what is debated, rounds, turns, progress, results', async () => {
    const lines = await printed();
    expect(lines.join('')).not.toMatch(/\p{Cc}/u);
    const order = [
      /^Round 1: opening$/,
      /^Grace Achieng \(for\)$/,
      /^Astrid Lund \(against\)$/,
      /^The answer$/,
      /^Wen Li-Hua$/,
      /^Recommendation\. /,
      /^A single model, scripted-model:1b, answers the same question/,
      /^single model: 1 of 3 turns$/,
      /^single model: 3 of 3 turns$/,
      /^The judge scores both debates/,
      /^judging: 4 of 14 scores$/,
      /^judging: 14 of 14 scores$/,
      /^The ballot is open for 6 s: vote at http:\/\/127\.0\.0\.1:4820\/\. .* SHA-256 [0-9a-f]{64}$/,
      /^The ballot is closed; voted: nobody\.$/,
      /^Results \(complete\)$/,
      /^The single model's answer \(scripted-model:1b\)$/,
      /^Safety +\d\.\d ± \d\.\d +\d\.\d ± \d\.\d$/,
      /^Overall +\d\.\d ± \d\.\d +\d\.\d ± \d\.\d$/,
      /^The paper's five +\d\.\d ± \d\.\d +\d\.\d ± \d\.\d$/,
      /^The judge scripted-model:1b: not audited, so nobody knows what its scores are worth: run .*\.$/,
      /^± is the spread of the judge’s own answer, not an interval over repeats; /,
      /^Votes by people: no votes$/,
      /^The seal holds/,
      /^Scripted words\.$/,
    ];
    const places = order.map((line) => lines.findIndex((text) => line.test(text)));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((left, right) => left - right));
  });

  it('keeps members’ own answers back until the results, and says meanwhile who writes, and who has none', async () => {
    const file = new FakeFile();
    const script: Script = {
      reply: (request) => {
        const own = promptText(request).includes('answer of your own');
        return own && promptText(request).includes('You are Astrid Lund') ? 'No.' : wordsFor(request);
      },
    };
    await play(openScreen(file, {}, false), script, {}, { memberAnswers: true });
    const lines = file.text.split('\n');
    const order = [
      /^The answer$/,
      /^Now each member writes an answer of its own, unseen by the others\. They stand on the ballot, without names\.$/,
      /^\(Astrid Lund’s own answer, attempt 3: it wrote nothing that could be read; not counted\)$/,
      /^Astrid Lund has no answer of its own: it wrote nothing that could be read\.$/,
      /^A single model, scripted-model:1b, answers the same question/,
      /^Results \(incomplete\)$/,
      /^Grace Achieng’s own answer \(scripted-model:1b\)$/,
      /^Recommendation\. /,
      /^Answer [ABC]: Grace Achieng’s own, on scripted-model:1b\.$/,
      /^Not on the ballot: Astrid Lund’s own, on scripted-model:1b\.$/,
      /^- Astrid Lund has no answer of its own on the ballot: it wrote nothing that could be read$/,
    ];
    let from = 0;
    for (const line of order) {
      const place = lines.slice(from).findIndex((text) => line.test(text));
      expect(place, String(line)).not.toBe(-1);
      from += place + 1;
    }
    expect(lines.filter((line) => line.startsWith('Grace Achieng’s own answer'))).toHaveLength(1);
  });

  it('says of each rejected attempt why it does not count, and of a failed model what to do', async () => {
    const lines = await printed({
      reply: (request, _, call) => (call === 0 ? '' : call === 1 ? breaks() : wordsFor(request)),
    });
    expect(lines).toContain('(Grace Achieng, attempt 1: it wrote nothing that could be read; not counted)');
    expect(lines).toContainEqual(
      expect.stringMatching(/^\(Grace Achieng, attempt 2: its model failed; not counted: .* its server is gone\./),
    );
    expect(lines.filter((line) => line.startsWith('(Grace Achieng, attempt '))).toHaveLength(2);
  });

  it('names a member that stays silent, and what is missing in the end', async () => {
    const lines = await printed({ reply: (request, _, call) => (call < 3 ? '' : wordsFor(request)) });
    expect(lines).toContain('Grace Achieng says nothing: it wrote nothing that could be read.');
    expect(lines).toContain('Results (incomplete)');
    expect(lines).toContainEqual(expect.stringMatching(/^- the ensemble's debate is incomplete: /));
  });

  it('holds nothing that a terminal would obey, whatever models and people wrote', async () => {
    const evil = '\u001b[2J\u001b]0;mine\u0007\u009b31m\rover ';
    const lines = await printed(
      { reply: (request) => (request.shape === undefined ? evil + wordsFor(request) : wordsFor(request)) },
      `${evil}Is this a question?`,
    );
    expect(lines.join('')).not.toMatch(/\p{Cc}/u);
    expect(lines.filter((line) => line.includes('␛[2J␛]0;mine␇�31mover ')).length).toBeGreaterThan(3);
  });
});

it('tells a download by quarters without a terminal', () => {
  const file = new FakeFile();
  const progress = new DownloadProgress(openScreen(file, {}, false));
  for (let received = 0; received <= 100; received += 10) progress.show(received * 1e6, 100e6);
  progress.end();
  expect(file.text.match(/: \d+ of 100 MB\n/g)).toEqual([0, 30, 50, 80, 100].map((part) => `: ${part} of 100 MB\n`));
});
