import { ROLE_WORDS } from '../../core/acting-role.ts';
import { counted } from '../../core/counted.ts';
import { textBar } from '../../core/text-bar.ts';
import type { StudySize } from '../../study/plan/study-size.ts';
import type { PollGlance } from '../../study/poll/study-polls.ts';
import { endedWords, farWords, shareOf } from '../../study/progress-words.ts';
import type { OngoingStudy, StudyEnd } from '../../study/service/ongoing-study.ts';
import type { PlanStanding, StudyState } from '../../study/service/study-service.ts';
import { LIMITS } from '../limits.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';

type Shown = Pick<OngoingStudy, 'order' | 'at' | 'running' | 'wait'>;

/** `4 debates in 2 trials` */
export function studySize({ debates, trials }: StudySize): string {
  return `${counted(debates, 'debate')} in ${counted(trials, 'trial')}`;
}

/** A study that goes on, with its bar. */
export function progressText(study: Shown): string {
  return shorten(
    [
      `${heading(study)} It gives way to debates that people start; \`/study stop\` parks it, and nothing is lost.`,
      barLine(study),
      ...doingLines(study),
    ].join('\n'),
    LIMITS.message,
  );
}

/** How far it is, as one line. */
export function barLine({ at }: Pick<OngoingStudy, 'at'>): string {
  if (at === undefined) return 'It is being prepared.';
  return `\`${textBar(shareOf(at))}\` ${farWords(at).join(' · ')}`;
}

function doingLines({ wait, running }: Shown): string[] {
  if (wait?.for === 'debates') return ['-# It waits: a debate has the models.'];
  if (wait?.for === 'models')
    return [`-# It waits for its models, and then goes on by itself. ${safeText(wait.problem)}`];
  return running.map((words) => `-# Now: ${safeText(words)}`);
}

/** How it ended; what came of it is on its card. */
export function endText(study: Shown, end: StudyEnd): string {
  const far = end.status === 'finished' || study.at === undefined ? [] : [barLine(study)];
  return shorten([heading(study), ...far, endLine(end)].join('\n'), LIMITS.message);
}

function endLine(end: StudyEnd): string {
  switch (end.status) {
    case 'finished':
      return 'It is finished. `/study results` shows what came of it again.';
    case 'parked':
      return end.by === null
        ? 'Parked, since the bot is being restarted: it goes on by itself.'
        : `Parked by ${ROLE_WORDS[end.by]}. What was said and scored is stored: \`/study run\` goes on from there.`;
    case 'failed':
      return `It stopped: ${safeText(end.words)}`;
  }
}

function heading({ order }: Pick<OngoingStudy, 'order'>): string {
  return `**Study: ${safeText(order.title)}**, ${studySize(order)}, asked for by ${ROLE_WORDS.operator}.`;
}

/** Where a plan stands, as one line of a list. @param ongoing the study that goes on now */
export function stateLine(
  { study: { name, title, ...size }, state, poll }: PlanStanding,
  ongoing: Pick<OngoingStudy, 'at' | 'order'> | undefined,
): string {
  const people = poll === undefined ? '' : ` ${pollWords(poll)}`;
  return `- \`${name}\` **${safeText(title)}** (${studySize(size)}): ${stateWords(state, ongoing)}${people}`;
}

/** How far people's vote on a study is. */
function pollWords(poll: PollGlance): string {
  const far = `People have voted on ${poll.closed} of ${counted(poll.sampled, 'pair')}`;
  const now = `${far}, and vote on ${poll.open} now.`;
  switch (poll.state) {
    case 'over':
      return `${far}.`;
    case 'ended':
      return `${now} Nothing more is put to the vote: an operator ended it.`;
    case 'not begun':
      return `People will be asked to vote on ${counted(poll.sampled, 'pair')}.`;
    case 'resting':
      return `${now} Nothing more is put to the vote until \`/study run\`.`;
    case 'in trouble':
      return `${now} Nothing more can be put to the vote: ${safeText(poll.why)}`;
    case 'going on':
      return poll.nextAt === null ? now : `${now} The next comes <t:${Math.floor(poll.nextAt / 1000)}:R>.`;
  }
}

function stateWords(state: StudyState, ongoing: Pick<OngoingStudy, 'at'> | undefined): string {
  switch (state.status) {
    case 'not begun':
      return 'not begun.';
    case 'running':
      return ongoing === undefined ? 'running.' : `running. ${barLine(ongoing)}`;
    case 'finished':
      return 'finished: `/study results`.';
    case 'parked': {
      const why = state.end?.status === 'failed' ? ` It stopped: ${safeText(state.end.words)}` : '';
      return `parked at ${endedWords(state.at).join(', ')}; \`/study run\` goes on.${why}`;
    }
  }
}
