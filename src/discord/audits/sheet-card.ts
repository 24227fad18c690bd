import { type APIEmbed, AttachmentBuilder } from 'discord.js';
import type { StoredSheet } from '../../audit/audit-of.ts';
import { asPercent, asShare, asShift, estimateWords } from '../../audit/estimate-words.ts';
import type { AuditSheet } from '../../audit/sheet.ts';
import { attacksWords, otherLines, verdictText } from '../../audit/sheet-blocks.ts';
import { sheetFiles } from '../../audit/sheet-files.ts';
import { COLORS } from '../cards/colors.ts';
import { lineFields } from '../cards/line-fields.ts';
import { ownFooter } from '../cards/own-footer.ts';
import { LIMITS } from '../limits.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';

/** Of a card, for each group of lines. */
const ROOM = 1800;
/** Of the digest of a model's weights. */
const DIGEST_SHOWN = 12;

/** A sheet's verdict and its main figures; the whole of it is in its files. */
export function sheetCard({ sheet, at }: Pick<StoredSheet, 'sheet' | 'at'>): APIEmbed {
  const { judge, plan, verdict, criteria } = sheet;
  return {
    color: verdict.verdict === 'not fit' ? COLORS.trouble : COLORS.result,
    title: shorten(safeText(`Audit of the judge ${judge.model}: ${verdict.verdict}`), LIMITS.embedTitle),
    description: [
      verdictText(sheet),
      ...verdict.cautions,
      `Audited <t:${Math.floor(at / 1000)}:D>. A sheet is of the bot: the same one on every server.`,
    ].join('\n'),
    fields: [
      ...lineFields(
        'Pairs in the right order (a coin: 50%), and AUC (a coin: 0.50)',
        criteria.map(criterionLine),
        ROOM,
      ),
      ...lineFields('How far the mean of all scores moves, in levels', movedLines(sheet), ROOM),
      ...lineFields('Comparisons, reasons, costs', otherLines(sheet).map(safeText), ROOM),
    ],
    footer: ownFooter(
      [
        `Size ${plan.size}, seed ${plan.seed}, ${plan.debates.length} planted debates`,
        judge.digest === null ? 'weights unknown' : `weights ${judge.digest.slice(0, DIGEST_SHOWN)}`,
        'in brackets: 95% intervals over debates',
      ].join(' · '),
    ),
  };
}

/** The whole sheet, to read and for programs. */
export function sheetAttachments(sheet: AuditSheet): AttachmentBuilder[] {
  return sheetFiles(sheet).map(({ name, text }) => new AttachmentBuilder(Buffer.from(text, 'utf8'), { name }));
}

function criterionLine({ name, fitness, pairs, rightOrder, auc }: AuditSheet['criteria'][number]): string {
  return `**${name}**: ${fitness}. ${estimateWords(rightOrder, asPercent)} of ${pairs} pairs, AUC ${estimateWords(auc, asShare)}`;
}

function movedLines({ plan, lengthOverall, injectionOverall, unscored }: AuditSheet): string[] {
  return [
    `By words that add nothing: ${estimateWords(lengthOverall, asShift)}`,
    `By texts that speak to the judge (${attacksWords(plan)}): ${estimateWords(injectionOverall, asShift)}`,
    `Unscored: ${unscored.count} of ${unscored.total}`,
  ];
}
