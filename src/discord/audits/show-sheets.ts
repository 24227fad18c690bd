import { type ButtonInteraction, MessageFlags } from 'discord.js';
import type { App } from '../../app.ts';
import type { StoredSheet } from '../../audit/audit-of.ts';
import type { AuditService } from '../../audit/audit-service.ts';
import type { TrialId } from '../../core/ids.ts';
import { auditWords } from '../../judge/judge-audit.ts';
import type { JudgeSeat } from '../../judge/panel.ts';
import { TrialUnknownError } from '../../trial/trial-unknown-error.ts';
import { fitEmbeds } from '../cards/fit-embeds.ts';
import { LIMITS } from '../limits.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';
import { sheetAttachments, sheetCard } from './sheet-card.ts';

/**
 * A press on the button under a result: only who pressed sees the sheets of its judges, as they were audited when they judged, else the newest.
 * @throws TrialUnknownError, StoreFailedError
 */
export async function showSheets(
  interaction: ButtonInteraction<'cached'>,
  trial: TrialId,
  { trials, audits }: App,
): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const { plan } = await trials.view(trial);
  if (plan === null) throw new TrialUnknownError(trial);
  const judges = await Promise.all(plan.judges.map((seat) => sheetOfSeat(seat, audits)));
  const sheets = judges.flatMap(({ stored }) => stored ?? []);
  await interaction.editReply({
    content: shorten(safeText(judges.map(({ words }) => words).join('\n')), LIMITS.message),
    embeds: fitEmbeds(sheets.map(sheetCard)),
    files: sheets.flatMap(({ sheet }) => sheetAttachments(sheet)),
  });
}

async function sheetOfSeat(
  { model, audit }: JudgeSeat,
  audits: AuditService,
): Promise<{ readonly words: string; readonly stored?: StoredSheet }> {
  const then = `\`${model}\` when it judged: ${auditWords(audit)}.`;
  if (audit?.status === 'audited') {
    const stored = await audits.sheetAt(audit.sheet);
    return stored === undefined ? { words: `${then} Its sheet cannot be read any more.` } : { words: then, stored };
  }
  const digest = audit?.status === 'not audited' ? audit.digest : null;
  const since = await audits.newest({ name: model, ...(digest === null ? {} : { digest }) });
  return since.status === 'audited' ? { words: `${then} It was audited since.`, stored: since } : { words: then };
}
