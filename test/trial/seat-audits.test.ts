import { describe, expect, it, vi } from 'vitest';
import { instrumentOf, sheetStream } from '../../src/audit/audit-record.ts';
import { auditWords } from '../../src/judge/judge-audit.ts';
import { StoreFailedError } from '../../src/store/store-failed-error.ts';
import { trialPlanSchema } from '../../src/trial/plan.ts';
import { auditBy, perfect } from '../audit/scripted-audit.ts';
import { content } from '../support/content.ts';
import { MODEL } from '../support/debate.ts';
import { Database, requestOf } from './processes.ts';

const stream = sheetStream(instrumentOf(MODEL, false, content));

describe('a judge’s seat', () => {
  it('keeps what was known of its audit when the trial was planned', async () => {
    const database = await Database.open();
    const { trials } = await database.process();
    const before = await trials.plan(requestOf('ada'));
    expect(before.judges).toMatchObject([{ model: MODEL, audit: { status: 'not audited', digest: null } }]);

    const { sheet } = await auditBy(perfect);
    await database.events.append(stream, 0, { type: 'audited', digest: null, sheet });
    const after = await trials.plan(requestOf('ada'));
    expect(after.judges[0]?.audit).toMatchObject({ status: 'audited', verdict: 'fit', sheet: { stream, seq: 0 } });
    expect(trialPlanSchema.parse(JSON.parse(JSON.stringify(after)))).toEqual(after);
  });

  it('says that it cannot be read where the database fails, and the trial begins all the same', async () => {
    const database = await Database.open();
    const read = database.events.read.bind(database.events);
    vi.spyOn(database.events, 'read').mockImplementation(async (name, from) => {
      if (name === stream) throw new StoreFailedError(`read ${name}`, 'it is locked');
      return read(name, from);
    });
    const { trials } = await database.process();
    const plan = await trials.plan(requestOf('ada'));
    expect(auditWords(plan.judges[0]?.audit)).toMatch(
      /^its audit cannot be read \(Could not read audit-sheet.* locked/,
    );
    expect(await trials.start(plan)).toMatchObject({ status: 'running' });
  });

  it('of a plan of an earlier version has none, and that is said', async () => {
    const database = await Database.open();
    const { trials } = await database.process();
    const plan = await trials.plan(requestOf('ada'));
    const earlier = trialPlanSchema.parse({
      ...plan,
      judges: plan.judges.map(({ audit: _, ...seat }) => seat),
    });
    expect(auditWords(earlier.judges[0]?.audit)).toBe('its audit was not noted when it was seated');
  });
});
