import type { Detector } from './finding.ts';

const REFUSAL =
  /^(?:i['’]?m sorry|i am sorry|sorry|i apologi[sz]e)[^.!?]{0,80}(?:can(?:no|['’])t|cannot|unable|not able)|^(?:as an ai|i (?:cannot|can['’]t|am unable to|am not able to) (?:help|assist|comply|take part|participate|provide|argue|fulfil))/i;

/** Declines to take part. */
export const findRefusal: Detector = ({ text }) => {
  const match = REFUSAL.exec(text);
  return match === null ? undefined : { reason: 'refuses', detail: match[0].slice(0, 120) };
};

/** Writes others' lines as in a script (`Ben: ...`), or the turns of a chat. */
export const findOthersLines: Detector = ({ table, speaker, text }) => {
  const others = table.filter(({ name }) => name !== speaker.name);
  const labels = [...others.map(({ name }) => name), 'user', 'assistant', 'system', 'human'];
  for (const line of text.split('\n')) {
    const label = /^[*_#\s>-]*([^:*_(,]{2,40}?)[*_]*\s*(?:\([^)]{1,20}\))?(?:, round \d+)?[*_]*\s*:/
      .exec(line)?.[1]
      ?.trim()
      .toLowerCase();
    if (label !== undefined && labels.some((name) => name.toLowerCase() === label)) {
      return { reason: 'speaks-for-others', detail: `a line begins with "${label}:"` };
    }
  }
  return undefined;
};
