import { familyOf, UNKNOWN_FAMILY } from '../content/family.ts';
import type { Families } from '../content/schema.ts';
import type { ForeignDebate } from '../foreign/foreign-debate.ts';
import { partOf } from '../foreign/roles.ts';
import { type JudgeSeat, seatPanel } from '../judge/panel.ts';
import type { ModelInfo } from '../models/port/chat-model.ts';

/** A judge that was named, with the debates in which its family debates too. */
export interface NamedJudge {
  readonly info: ModelInfo;
  readonly seat: Pick<JudgeSeat, 'judge' | 'model' | 'family'>;
  /** Whether a debater is of its family, or may be: an unknown family counts as the same. */
  judgesOwnFamily(debate: ForeignDebate): boolean;
}

/** Seats judges that were named: all of them, whatever their family, which is only said. A model judges once. */
export function seatJudges(models: readonly ModelInfo[], families: Families): NamedJudge[] {
  return [...new Map(models.map((model) => [model.name, model])).values()].map((model, place) => {
    const seatAmong = (debating: readonly string[]): JudgeSeat => {
      const [seat] = seatPanel([model], debating, families);
      if (seat === undefined) throw new TypeError('A panel of one model has one seat');
      return seat;
    };
    const { family } = seatAmong([]);
    return {
      info: model,
      seat: { judge: `judge-${place + 1}`, model: model.name, family },
      judgesOwnFamily: (debate) => seatAmong(debatingFamilies(debate, families)).sameFamily,
    };
  });
}

/** Families of all whose words a judge would read: unknown for a side whose model the file does not name, and where nobody argues. */
function debatingFamilies({ turns }: ForeignDebate, families: Families): string[] {
  const speaking = turns.map(({ role, model }) => ({ part: partOf(role).kind, model }));
  if (!speaking.some(({ part }) => part === 'side')) return [UNKNOWN_FAMILY];
  return speaking.flatMap(({ part, model }) => {
    if (part === 'above' || (part === 'beside' && model === null)) return [];
    return [model === null ? UNKNOWN_FAMILY : familyOf(model, UNKNOWN_FAMILY, families)];
  });
}
