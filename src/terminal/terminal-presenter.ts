import type { ReactionMeanings } from '../content/schema.ts';
import { isRecorded } from '../debate/events.ts';
import type { TrialUpdate } from '../trial/events.ts';
import type { TrialPresenter } from '../trial/presenter.ts';
import { resultLines } from './result-lines.ts';
import type { TerminalScreen } from './terminal-screen.ts';
import { TrialPrinter } from './trial-printer.ts';

/**
 * Prints trials as they happen: words as they are written where lines can be overwritten, whole turns as plain lines elsewhere.
 * @param place where people vote
 * @param reactions what people's mean
 */
export function createTerminalPresenter(
  place: string,
  reactions: ReactionMeanings,
  screen: TerminalScreen,
): TrialPresenter {
  return {
    name: 'terminal',
    lasts: false,
    async present(plan, updates) {
      const printer = new TrialPrinter(plan, place, screen);
      const history: TrialUpdate[] = [];
      try {
        for await (const update of updates) {
          // Words in flight are not kept: there are many, and they come again whole.
          if (update.source === 'trial' || isRecorded(update.event)) history.push(update);
          if (update.source === 'trial') printer.showTrial(update.event);
          else if (update.arm === 'ensemble') printer.showDebate(update.event);
          else printer.showBaseline(update.arm, update.event);
          if (update.source === 'trial' && update.event.type === 'trial-end')
            printer.lines(resultLines(history, reactions, screen.palette));
        }
      } finally {
        printer.close();
      }
    },
  };
}
