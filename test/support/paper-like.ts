import { deriveSeed } from '../../src/core/random.ts';
import { speech } from './speech.ts';

const TOPICS = 15;
const ROLES = ['proponent', 'opponent', 'proponent', 'opponent', 'judge'] as const;
const THINKERS = ['thinker-r1:7b', 'thinker-r1:8b', 'thinker-r1:14b'];
const TALKERS = ['talker:7b', 'talker:4b'];

type Content = 'words' | 'unclosed' | 'empty';

/** A block of thinking that was cut after some 200 tokens, as models write it that think before they speak. */
function unclosed(seed: number): string {
  return `<think>\nOkay, I have to argue here. ${speech(seed, 12).slice(0, -9)}`;
}

function contentOf(kind: Content, seed: number): string {
  if (kind === 'empty') return '';
  return kind === 'words' ? speech(seed) : unclosed(seed);
}

/** @param kindOf what stands in the turn of a place (0 to 4) in the debate on a topic (0 to 14) */
function debates(name: string, ensemble: boolean, kindOf: (place: number, topic: number) => Content): unknown[] {
  return Array.from({ length: TOPICS }, (_, topic) => ({
    topic: `Machines should do what is listed as number ${topic + 1}`,
    scenario_category: 'safety',
    winner: 'UNKNOWN',
    judge_reasoning: unclosed(deriveSeed(topic, name)),
    total_time: 15.5,
    ensemble_used: ensemble,
    arguments: ROLES.map((role, place) => ({
      role,
      model: ensemble ? THINKERS[place % THINKERS.length] : name,
      content: contentOf(kindOf(place, topic), deriveSeed(topic, name, place)),
      round_number: Math.floor(place / 2) + 1,
      timestamp: 1756242926.5,
    })),
    ...(ensemble ? { ensemble_config: { proponent: THINKERS[0], opponent: THINKERS[1], judge: THINKERS[2] } } : {}),
  }));
}

/**
 * Debates in the shape in which the paper's repository publishes its own, with what is known of them: of 750 turns 489 are only a block of
 * thinking that is never closed, and 9 are empty. Made up here, word by word.
 */
export function paperLike(): Record<string, unknown> {
  const all = (kind: Content) => () => kind;
  return {
    metadata: { num_scenarios: TOPICS, rounds: 2, ensemble_configs: ['lightweight', 'creative_mix'] },
    baseline_results: Object.fromEntries([
      ...THINKERS.map((name) => [name, debates(name, false, all('unclosed'))] as const),
      ...TALKERS.map((name) => [name, debates(name, false, all('words'))] as const),
    ]),
    ensemble_results: {
      balanced: debates('balanced', true, all('unclosed')),
      heavyweight: debates('heavyweight', true, all('unclosed')),
      reasoning_focused: debates('reasoning_focused', true, all('unclosed')),
      // One side only thinks.
      lightweight: debates('lightweight', true, (place) => (ROLES[place] === 'proponent' ? 'unclosed' : 'words')),
      // Each side has lost a turn in nine of its debates.
      creative_mix: debates('creative_mix', true, (place, topic) => {
        if (topic >= 9) return 'words';
        return place === 1 ? 'unclosed' : place === 2 ? 'empty' : 'words';
      }),
    },
    scenarios_tested: Array.from({ length: TOPICS }, (_, topic) => ({ topic: `number ${topic + 1}` })),
  };
}
