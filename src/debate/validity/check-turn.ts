import type { Candidate, Detector, Finding } from './finding.ts';
import { findOtherLanguage } from './language.ts';
import { findOthersLines } from './others-lines.ts';
import { findPromptEcho } from './prompt-echo.ts';
import { findRefusal } from './refusal.ts';
import { findRepeatedPart } from './repeated-part.ts';
import { findEcho, findRepetition } from './repeats.ts';
import { findBrokenSentence, findCut, findNoWords, findTooShort } from './unfinished.ts';

/** In the order in which one would explain a bad turn: a loop is a loop also when it was cut in the end. */
const DETECTORS: readonly Detector[] = [
  findNoWords,
  findRepeatedPart,
  findRepetition,
  findCut,
  findRefusal,
  findPromptEcho,
  findTooShort,
  findOthersLines,
  findOtherLanguage,
  findEcho,
  findBrokenSentence,
];

/** Why a turn is not valid; undefined for a valid one. */
export function checkTurn(candidate: Candidate): Finding | undefined {
  for (const detector of DETECTORS) {
    const finding = detector(candidate);
    if (finding !== undefined) return finding;
  }
  return undefined;
}
