import { wordsOf } from '../debate/validity/words.ts';

/** A program's message is short; a turn that talks of errors is not one. */
const MOST_WORDS = 60;

/** How programs that called a model put what went wrong in place of its words. */
const PATTERNS = [
  /^\W*(?:\w+ )?(?:error|exception)\s*\d*\s*[:\]]/i,
  /^\W*error (?:while|during|in|from|when|code|generating|calling|connecting|fetching|loading|\d)/i,
  /^\W*traceback \(most recent call last\)/i,
  /^\W*[A-Z]\w*(?:Error|Exception)\b\W/,
  /^\W*(?:http(?:\/\d(?:\.\d)?)?\W*(?:error|status)?\W*)?[45]\d\d\W+(?:client error|server error|bad request|unauthorized|forbidden|not found|request timeout|too many requests|internal server error|bad gateway|service unavailable|gateway time-?out)/i,
  /^\s*\{\s*"(?:error|detail)"\s*:/,
  /^\W*(?:i'?m sorry,? |sorry,? )?(?:the )?model(?: \S+)?(?: is| was)? (?:not found|does not exist|not available|could not be loaded|failed to load)/i,
  /^\W*(?:request (?:failed|timed out)|timed out\b|time-?out (?:error|after|exceeded|while)|connection (?:refused|reset|error|aborted|timed out)|rate limit (?:exceeded|reached)|failed to (?:generate|connect|fetch|get|load|reach)|max retries exceeded)\b/i,
  /^\W*(?:null|none|nan|undefined|n\/a|no (?:response|output|content)|time-?out|object object)\W*$/i,
];

/** Whether a text is a program's message that something failed, not anybody's words. */
export function isErrorText(text: string): boolean {
  if (wordsOf(text).length > MOST_WORDS && !/^\W*traceback \(most/i.test(text)) return false;
  const plain = text.replaceAll('’', "'");
  return PATTERNS.some((pattern) => pattern.test(plain));
}
