import { z } from 'zod';
import { voteSchema } from '../../src/community/ballot.ts';
import { systemClock } from '../../src/core/clock.ts';
import { trialIdSchema } from '../../src/core/ids.ts';
import { createLog } from '../../src/core/log.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';
import { TrialRecord } from '../../src/trial/trial-record.ts';

/*
 * Takes votes for one trial as a process of its own, for tests that kill it. Ready once it says so; then it opens the trial that it is told, and
 * says of each vote when it came, and when it is accepted.
 */
const askedSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('open'), database: z.string(), trial: trialIdSchema }),
  z.strictObject({ type: z.literal('vote'), vote: voteSchema }),
]);

let record: Promise<TrialRecord> | undefined;
const say = (type: string, castAt = 0): void => void process.send?.({ type, castAt });

process.on('message', (message) => {
  const asked = askedSchema.parse(message);
  if (asked.type === 'open') {
    const events = openEventLog({ address: asked.database, log: createLog('silent'), clock: systemClock });
    record = events.then((log) => TrialRecord.open(log, asked.trial));
    void record.then(() => say('open'));
    return;
  }
  const { vote } = asked;
  say('came', vote.castAt);
  void record
    ?.then((opened) =>
      opened.storePress({ by: vote.voter, madeAt: 0, find: async () => vote }, (given) => ({
        type: 'vote-cast',
        vote: given,
      })),
    )
    .then(() => say('accepted', vote.castAt));
});
process.on('disconnect', () => process.exit(0));
say('ready');
