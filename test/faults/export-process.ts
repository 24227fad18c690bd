import { z } from 'zod';
import { frontMatter } from '../../src/export/front-matter.ts';
import { writeExport } from '../../src/export/write-export.ts';

/** Writes one export after the other to a folder, each with its number in all files, until it is killed: `export-process.ts FOLDER`. */
const folder = z.string().parse(process.argv[2]);
const card = frontMatter({ files: [], simulated: false, typedWords: false });
const { signal } = new AbortController();

for (let number = 1; ; number += 1) {
  const text = `{"number":${number}}\n`.repeat(20_000);
  const files = ['preferences.jsonl', 'labels.jsonl', 'ratings.jsonl'].map((name) => ({ name, text }));
  await writeExport([...files, { name: 'README.md', text: `${card}${number}\n` }], folder, signal);
  process.stdout.write(`${number}\n`);
}
