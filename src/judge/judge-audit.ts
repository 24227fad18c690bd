import { z } from 'zod';

/** What an audit finds of a judge. */
export const VERDICTS = ['fit', 'fit for some criteria', 'not fit'] as const;

/** Which weights a model has; null where its server does not tell. */
const digestSchema = z.string().nullable();

/** Where a judge's whole sheet is stored. */
export const sheetPlaceSchema = z.strictObject({ stream: z.string(), seq: z.int().min(0) });

/** What was known of a judge's audit when it was seated. */
export const judgeAuditSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('audited'),
    /** Milliseconds since the epoch. */
    at: z.number(),
    verdict: z.enum(VERDICTS),
    /** Names of the criteria that it is fit for. */
    fitFor: z.array(z.string()),
    /** So little was asked that only a very good judge can be told from a coin. */
    quick: z.boolean(),
    sheet: sheetPlaceSchema,
  }),
  z.strictObject({ status: z.literal('not audited'), digest: digestSchema }),
  /** The database could not be asked. `problem` is for people. */
  z.strictObject({ status: z.literal('unreadable'), problem: z.string() }),
]);
export type JudgeAudit = z.infer<typeof judgeAuditSchema>;

/**
 * What no audit says. Stands beside scores of answers and contributions and beside comparisons of answers, wherever a judge that gave them was
 * audited.
 */
export const AUDITS_TRY =
  'Audits are of whole debates, one by one and in pairs: how well answers or contributions are judged, they do not say.';

/** In a few words: `audited on whole debates: fit for some criteria`. @param audit undefined for a judge that was seated before audits were noted */
export function auditVerdict(audit: JudgeAudit | undefined): string {
  switch (audit?.status) {
    case 'audited':
      return `audited on whole debates${audit.quick ? ' (a quick audit)' : ''}: ${audit.verdict}`;
    case 'not audited':
      return 'not audited';
    case 'unreadable':
      return 'its audit cannot be read';
    case undefined:
      return 'its audit was not noted';
  }
}

/** What stands beside a judge's scores, as half a sentence: the verdict with what follows from it. @param audit see auditVerdict */
export function auditWords(audit: JudgeAudit | undefined): string {
  const verdict = auditVerdict(audit);
  switch (audit?.status) {
    case 'audited':
      return `${verdict}${meaning(audit)}`;
    case 'not audited':
      return `${verdict}, so nobody knows what its scores are worth: run /judge audit or npm run audit`;
    case 'unreadable':
      return `${verdict} (${audit.problem})`;
    case undefined:
      return `${verdict} when it was seated`;
  }
}

function meaning({ verdict, fitFor }: Extract<JudgeAudit, { status: 'audited' }>): string {
  switch (verdict) {
    case 'fit':
      return '';
    case 'fit for some criteria':
      return `, namely ${fitFor.join(', ')}; read its other scores, and the overall one, as noise`;
    case 'not fit':
      return '; read its scores as noise';
  }
}

/** The same for what is published: why an audit could not be read may name places of the machine. */
export function publicAuditWords(audit: JudgeAudit | undefined): string {
  return audit?.status === 'unreadable' ? auditVerdict(audit) : auditWords(audit);
}
