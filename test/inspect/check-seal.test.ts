import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sealBallot, sealedText } from '../../src/community/seal.ts';
import { isExpected, wordsFor } from '../../src/core/errors.ts';
import { systemEntropy } from '../../src/core/random.ts';
import { checkSeal } from '../../src/inspect/check-seal.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { FakeFile } from '../terminal/fake-terminal.ts';

const NOTHING_SAID = { scores: [], pairs: [] };
const seal = sealBallot({
  authors: [{ arm: 'ensemble' }, { arm: 'baseline' }],
  sealed: NOTHING_SAID,
  entropy: systemEntropy,
  seed: 1,
});
const text = sealedText(seal, NOTHING_SAID);

async function check(content: string, hash = seal.commitment): Promise<string> {
  const file = path.join(await temporaryFolder(), 'sealed.json');
  await writeFile(file, content);
  const stdout = new FakeFile();
  try {
    await checkSeal({ file, hash }, { stdout });
  } catch (error) {
    if (!isExpected(error)) throw error;
    return wordsFor(error);
  }
  return stdout.text;
}

describe('the seal of a ballot', () => {
  it('holds for the file that the results came with, whose answers it names', async () => {
    const said = await check(text, ` ${seal.commitment.toUpperCase()}`);
    expect(said).toMatch(/^The seal holds: /);
    expect(said).toContain('0 scores, 0 comparisons');
    for (const { letter } of seal.order) expect(said).toContain(`${letter} the `);
  });

  it('is broken for one in which anything was changed', async () => {
    expect(await check(text.replace('"A"', '"B"'))).toMatch(
      /is not what was sealed: its SHA-256 is [0-9a-f]{64}\. Compare/,
    );
    expect(await check(`${text}\n`)).toMatch(/is not what was sealed/);
  });

  it('is asked for by its hash, and of a file that there is', async () => {
    expect(await check(text, 'abc')).toMatch(/^"abc" is no SHA-256\. Give the 64/);
    const missing = await checkSeal({ file: '/no/such/file', hash: seal.commitment }, { stdout: new FakeFile() }).catch(
      (error: unknown) => error,
    );
    expect(isExpected(missing) && wordsFor(missing)).toMatch(/^\/no\/such\/file cannot be read\. Save the file/);
  });
});
