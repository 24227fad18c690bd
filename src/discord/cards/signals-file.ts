import { AttachmentBuilder } from 'discord.js';
import { stackCharts } from '../../charts/stack-charts.ts';
import { hasValues, signalsOf } from '../../results/signals.ts';
import { describeSignals } from '../../results/signals-words.ts';
import type { TrialResult } from '../../trial/result.ts';
import { LIMITS } from '../limits.ts';

const SIGNALS_FILE = 'community-and-judge.png';

/** The picture of both signals, with the same in words. None where no ballot was closed, or nothing has a value. It has nothing that was said, but names of members. */
export async function signalsFiles(result: TrialResult): Promise<AttachmentBuilder[]> {
  const signals = signalsOf(result);
  if (signals === undefined || !hasValues(signals)) return [];
  // What draws takes a quarter of a second to load: not when the program starts.
  const [{ drawSignals }, { toPng }] = await Promise.all([
    import('../../results/signals-chart.ts'),
    import('../../charts/png.ts'),
  ]);
  const png = Buffer.from(await toPng(stackCharts(drawSignals(signals))));
  return [
    new AttachmentBuilder(png, {
      name: SIGNALS_FILE,
      description: describeSignals(signals, LIMITS.attachmentDescription),
    }),
  ];
}
