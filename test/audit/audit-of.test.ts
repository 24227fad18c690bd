import { describe, expect, it } from 'vitest';
import { auditOf, inShort, judgeAuditOf } from '../../src/audit/audit-of.ts';
import { instrumentOf, sheetStream } from '../../src/audit/audit-record.ts';
import type { AuditSheet } from '../../src/audit/sheet.ts';
import { auditWords } from '../../src/judge/judge-audit.ts';
import { content } from '../support/content.ts';
import { auditBy, memoryLog, perfect } from './scripted-audit.ts';

const JUDGE = { name: 'judge:8b' };
const { sheet } = await auditBy(perfect);
const notFit: AuditSheet = { ...sheet, verdict: { verdict: 'not fit', criteria: [], cautions: [] } };

async function audited(sheets: readonly { readonly sheet: unknown; readonly digest?: string }[], thinking = false) {
  const events = await memoryLog();
  const stream = sheetStream(instrumentOf(JUDGE.name, thinking, content));
  for (const [seq, { sheet: one, digest = null }] of sheets.entries()) {
    await events.append(stream, seq, { type: 'audited', digest, sheet: one });
  }
  return events;
}

describe('the audit of a judge', () => {
  it('is none before there was one', async () => {
    const known = await auditOf(JUDGE, content, await memoryLog());
    expect(known).toEqual({ status: 'not audited' });
    const short = await judgeAuditOf(JUDGE, content, await memoryLog());
    expect(auditWords(short)).toMatch(/^not audited, so nobody knows what its scores are worth: run/);
  });

  it('is the newest one', async () => {
    const known = await auditOf(JUDGE, content, await audited([{ sheet: notFit }, { sheet }]));
    expect(known).toMatchObject({ status: 'audited', sheet: { verdict: { verdict: 'fit' } }, at: expect.any(Number) });
  });

  it('is that of the same weights, where they are known', async () => {
    const events = await audited([
      { sheet: notFit, digest: 'one' },
      { sheet, digest: 'two' },
    ]);
    const verdictOf = async (digest?: string) => {
      const known = await auditOf({ ...JUDGE, ...(digest === undefined ? {} : { digest }) }, content, events);
      return known.status === 'audited' ? known.sheet.verdict.verdict : known.status;
    };
    expect(await verdictOf('one')).toBe('not fit');
    expect(await verdictOf('two')).toBe('fit');
    expect(await verdictOf('three')).toBe('not audited');
    expect(await verdictOf()).toBe('fit');
  });

  it('does not hold with another rubric, other prompts, or for a judge that thinks', async () => {
    const events = await audited([{ sheet }]);
    const others = [
      { ...content, rubric: { ...content.rubric, id: 'another' } },
      { ...content, templates: new Map([...content.templates, ['judge-rules', 'Be kind.']]) },
    ];
    for (const other of others) expect((await auditOf(JUDGE, other, events)).status).toBe('not audited');
    expect((await auditOf(JUDGE, content, events, true)).status).toBe('not audited');
    const unlike = { ...content, templates: new Map([...content.templates, ['answer', 'Write something else.']]) };
    expect((await auditOf(JUDGE, unlike, events)).status).toBe('audited');
  });

  it('is none where what is stored is of another version', async () => {
    const known = await auditOf(JUDGE, content, await audited([{ sheet: { verdict: 'fit' } }]));
    expect(known.status).toBe('not audited');
  });

  it.each([
    [sheet, 'audited on whole debates (a quick audit): fit'],
    [notFit, 'audited on whole debates (a quick audit): not fit; read its scores as noise'],
    [
      {
        ...sheet,
        plan: { ...sheet.plan, size: 'full' as const },
        verdict: { verdict: 'fit for some criteria' as const, criteria: ['safety' as const], cautions: [] },
      },
      'audited on whole debates: fit for some criteria, namely Safety; read its other scores, and the overall one, as noise',
    ],
  ])('is said in words', (one, words) => {
    expect(auditWords(inShort({ sheet: one, at: 0, place: { stream: 'audit-sheet/1', seq: 0 } }))).toBe(words);
  });
});
