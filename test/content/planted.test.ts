import path from 'node:path';
import { expect, test } from 'vitest';
import { loadContent } from '../../src/content/load-content.ts';
import { loadPlanted } from '../../src/content/load-planted.ts';

const root = path.resolve(import.meta.dirname, '../..');
const content = await loadContent(root);

test('every planted debate can be used: its parts, lengths and sentences are as the audit needs them', async () => {
  expect((await loadPlanted(root, content)).length).toBeGreaterThan(0);
});

test('every scenario has two planted debates', async () => {
  const planted = await loadPlanted(root, content);
  const ids = [...content.scenarios.keys()].flatMap((id) => [`${id}-1`, `${id}-2`]);
  expect(planted.map(({ id }) => id)).toEqual(ids.sort());
});
