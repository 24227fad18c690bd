/** The usual report, and one as JSON in the file that VITEST_JSON names (.ci/run adds these up). */
export function reporters(): (string | [string, { outputFile: string }])[] {
  const file = process.env['VITEST_JSON'];
  return file === undefined || file === '' ? ['default'] : ['default', ['json', { outputFile: file }]];
}
