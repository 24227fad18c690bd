import type { APIEmbed } from 'discord.js';
import { UNKNOWN_FAMILY } from '../../content/family.ts';
import { auditVerdict } from '../../judge/judge-audit.ts';
import type { JudgeSeat } from '../../judge/panel.ts';
import { ownFooter } from './own-footer.ts';

/** Under scores: who gave them, with what their audits found and whether they are of a family that debated. */
export function judgesFooter(seats: readonly JudgeSeat[]): NonNullable<APIEmbed['footer']> {
  const judges = seats.map(({ model, family, sameFamily, audit }) => {
    const audited = auditVerdict(audit);
    if (family === UNKNOWN_FAMILY) return `${model} (${audited}; family unknown)`;
    return sameFamily ? `${model} (${audited}; of a family that debated)` : `${model} (${audited})`;
  });
  const [first, ...rest] = seats.map(({ family }) => family);
  const oneFamily =
    rest.length > 0 && first !== UNKNOWN_FAMILY && rest.every((family) => family === first)
      ? '; all of one family'
      : '';
  return ownFooter(`Judged by ${judges.join(', ')}${oneFamily}`);
}
