// Adds up what the parts of .ci/run found: node .ci/sum.js PARTS.tsv REPORTS_FOLDER PART_WITH_TESTS...
// Prints one line, "N passed, N failed, N skipped", and exits with 1 when anything failed or a part that has tests ran none.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const [partsFile, reportsFolder, ...withTests] = process.argv.slice(2);
let passed = 0;
let failed = 0;
let skipped = 0;

for (const line of readFileSync(partsFile, 'utf8').trim().split('\n')) {
  const [name, status] = line.split('\t');
  const report = path.join(reportsFolder, `${name}.json`);
  const tests = withTests.includes(name) && existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  const ran = tests ? tests.numPassedTests + tests.numFailedTests : 0;
  if (tests) {
    passed += tests.numPassedTests;
    failed += tests.numFailedTests;
    skipped += tests.numPendingTests + tests.numTodoTests;
  }
  if (withTests.includes(name) && ran === 0) {
    process.stdout.write(`${name}: ran no test\n`);
    failed += 1;
  } else if (status !== '0' && (!tests || tests.numFailedTests === 0)) {
    process.stdout.write(`${name}: failed outside its tests\n`);
    failed += 1;
  } else if (!tests) {
    passed += 1;
  }
}
for (const name of withTests) {
  if (!readFileSync(partsFile, 'utf8').includes(`${name}\t`)) {
    process.stdout.write(`${name}: was not run\n`);
    failed += 1;
  }
}
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = failed > 0 ? 1 : 0;
