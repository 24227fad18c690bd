import { describe, expect, it } from 'vitest';
import { signedPoints } from '../../../src/study/analysis/words.ts';
import { type StudyToReport, studyReport } from '../../../src/study/report/study-report.ts';
import { madeToReport, readPage } from './reported.ts';

const own = await madeToReport();
const besides = async (other: StudyToReport, study = own) =>
  studyReport({ ...study, beside: { head: other.data.head, findings: other.findings } });

/** What stands in the section, as Markdown. */
function sectionIn(markdown: string): string {
  return /^## Beside: [\s\S]*?(?=^## )/m.exec(markdown)?.[0] ?? '';
}

describe('another study in the report', () => {
  it('is in no report that does not ask for it', async () => {
    expect((await studyReport(own)).markdown).not.toContain('Beside');
  });

  it('stands before all else with the headline of both, each with its own figures', async () => {
    const other = await madeToReport({ seed: 7, difference: 0 });
    const { markdown, html } = await besides(other);
    expect(markdown.indexOf('## Beside')).toBeLessThan(markdown.indexOf('## The result'));
    const section = sectionIn(markdown);
    const [mine, theirs] = [own, other].map(({ findings }) => findings.headline.difference.difference);
    if (mine?.status !== 'estimated' || theirs?.status !== 'estimated') throw new Error('Both have intervals');
    const row = section.split('\n').find((line) => line.startsWith('| Difference, points |')) ?? '';
    const [, , first, second] = row.split('|');
    expect(first).toContain(signedPoints(mine.value));
    expect(second).toContain(signedPoints(theirs.value));
    for (const { name } of own.data.head.rubric.criteria) expect(section).toContain(`| ${name} |`);
    const part = html.slice(html.indexOf('id="beside"'), html.indexOf('id="result"'));
    expect(readPage(part).all('svg')).toHaveLength(1);
    // Two of one title are told apart.
    expect(section).toContain(own.findings.study.planHash.slice(0, 8));
  });

  it('has comparable scores with the same rubric and judges, whatever their order', async () => {
    const other = await madeToReport({ seed: 7 });
    expect(sectionIn((await besides(other)).markdown)).toContain('The scores of the two are comparable: ');
    const head = { ...other.data.head, judges: other.data.head.judges.toReversed() };
    const turned = { ...other, data: { ...other.data, head } };
    expect(sectionIn((await besides(turned)).markdown)).toContain('The scores of the two are comparable: ');
  });

  it.each([
    ['another rubric', 'their rubrics differ'],
    ['other judges', 'their judges differ'],
    ['other weights', 'are not the same'],
  ])('has scores that are not comparable with %s', async (what, words) => {
    const other = await madeToReport({ seed: 7, judges: what === 'other judges' ? 1 : 2 });
    const { head } = other.data;
    const told = (digest: string) => ({ ...head, models: head.models.map((model) => ({ ...model, digest })) });
    const changed =
      what === 'another rubric'
        ? { ...head, rubric: { ...head.rubric, criteria: head.rubric.criteria.toReversed() } }
        : told('b');
    const mine = { ...own, data: { ...own.data, head: { ...own.data.head, models: told('a').models } } };
    const { markdown } = await besides(
      { ...other, data: { ...other.data, head: changed } },
      what === 'other weights' ? mine : own,
    );
    const section = sectionIn(markdown);
    expect(section).toContain('not comparable');
    expect(section).toContain(words);
  });
});
