import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runAuditCommand } from '../../src/audit/audit-command.ts';
import { auditOf } from '../../src/audit/audit-of.ts';
import { auditSheetSchema } from '../../src/audit/sheet.ts';
import { systemClock } from '../../src/core/clock.ts';
import { isExpected, wordsFor } from '../../src/core/errors.ts';
import { createLog } from '../../src/core/log.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';
import { content } from '../support/content.ts';
import { debating, saying } from '../support/debating-ollama.ts';
import { runProgram } from '../support/program.ts';
import { isOneToken, type ScriptedOllama, startScriptedOllama } from '../support/scripted-ollama.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { FakeFile } from '../terminal/fake-terminal.ts';

const JUDGE = 'thinker:8b';

interface Place {
  readonly ollama: ScriptedOllama;
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
}

async function place(): Promise<Place> {
  const ollama = await startScriptedOllama(debating(undefined, saying('5')));
  const folder = await temporaryFolder();
  const database = `sqlite://${path.join(folder, 'bot.sqlite')}`;
  return { ollama, folder, environment: { OLLAMA_HOST: ollama.address, DATABASE: database } };
}

/** How often a judge was asked to choose. */
const choices = ({ asked }: ScriptedOllama): number =>
  asked.filter(
    ({ body: { stream, logprobs, options } }) => logprobs === true && (stream === true || isOneToken(options)),
  ).length;

describe('npm run audit', () => {
  it('asks, prints the sheet, writes it and stores it; after a kill it goes on and asks again only what was in flight', async () => {
    const { ollama, folder, environment } = await place();
    const out = path.join(folder, 'out');
    const killed = runProgram(['audit', '--judge', JUDGE, '--size', 'quick', '--out', out], folder, environment);
    const [, total = ''] = await killed.says(/^(\d+) answers are asked of it/m);
    await killed.says(/^\d+ of \d+, .* left\.$/m);
    killed.child.kill('SIGKILL');
    await killed.ended;
    const before = choices(ollama);

    const stdout = new FakeFile();
    const options = { judge: JUDGE, size: 'quick', seed: 1, thinking: false, out } as const;
    await runAuditCommand(options, { stdout, env: environment }, new AbortController().signal);
    const [, left = '', earlier = ''] =
      /^(\d+) answers are asked of it .*; (\d+) were asked before/m.exec(stdout.text) ?? [];
    expect(Number(left) + Number(earlier)).toBe(Number(total));
    expect(before - Number(earlier)).toBeLessThanOrEqual(1);
    // This judge answers with 5 to everything. That is no answer to which of two is better, so the other order is not asked.
    expect(choices(ollama)).toBe(before + Number(left));
    expect(stdout.text).toContain('; 4 of 4 not compared');
    expect(stdout.text).toContain(`Audit of the judge ${JUDGE}: not fit`);
    expect(stdout.text).toMatch(/^Safety +not fit +8 +50% \(\d+ to \d+\) +0\.50/m);
    const file = path.join(out, 'thinker-8b-quick');
    const sheet = auditSheetSchema.parse(JSON.parse(await readFile(`${file}.json`, 'utf8')));
    expect(sheet.judge).toMatchObject({ model: JUDGE, family: 'qwen', thinking: false });
    expect(await readFile(`${file}.md`, 'utf8')).toContain('## What the verdict asks for');
    const events = await openEventLog({
      address: environment['DATABASE'] ?? '',
      log: createLog('silent'),
      clock: systemClock,
    });
    expect(await auditOf({ name: JUDGE }, content, events)).toMatchObject({ status: 'audited', sheet });
    await events.close();
  }, 60_000);

  it.each([
    [
      'another model than those at hand',
      { judge: 'nobody:1b' },
      /There is no model nobody:1b on Ollama.* Name one of these.*: thinker:8b, big:70b/,
    ],
    ['an embedding model', { judge: 'embedder' }, /There is no model embedder on Ollama/],
    [
      'a folder that cannot be made',
      { judge: JUDGE, out: '/dev/null/audits' },
      /cannot be written into \/dev\/null\/audits.*--out/,
    ],
  ])('refuses %s before it asks anything', async (_, changed, words) => {
    const { ollama, folder, environment } = await place();
    const options = { size: 'quick', seed: 1, thinking: false, out: path.join(folder, 'out'), ...changed } as const;
    const process = { stdout: new FakeFile(), env: environment };
    const error: unknown = await runAuditCommand(options, process, new AbortController().signal).catch((why) => why);
    if (!isExpected(error)) throw new Error(`Not an expected error: ${error}`);
    expect(wordsFor(error)).toMatch(words);
    expect(choices(ollama)).toBe(0);
  });

  it('says so when it is stopped, and that it goes on', async () => {
    const { folder, environment } = await place();
    const controller = new AbortController();
    const stdout = new FakeFile();
    const write = stdout.write.bind(stdout);
    stdout.write = (text: string) => {
      if (text.includes('this takes')) controller.abort();
      return write(text);
    };
    const options = { judge: JUDGE, size: 'quick', seed: 1, thinking: false, out: path.join(folder, 'out') } as const;
    await runAuditCommand(options, { stdout, env: environment }, controller.signal);
    expect(stdout.text).toMatch(/Stopped\. What was heard is stored: the same command goes on from there\.\n$/);
  });
});
