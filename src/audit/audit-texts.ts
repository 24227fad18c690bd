import { type Injections, loadInjections } from '../content/injections.ts';
import { loadPadding } from '../content/load-padding.ts';
import { loadPlanted } from '../content/load-planted.ts';
import type { Planted } from '../content/planted.ts';
import type { Content } from '../content/schema.ts';

/** What an audit makes its readings from. */
export interface AuditTexts {
  readonly planted: readonly Planted[];
  /** Sentences without content. */
  readonly padding: readonly string[];
  /** Texts that speak to a judge, and neutral ones. */
  readonly injections: Injections;
}

/**
 * Reads all of it.
 * @param root the folder that holds prompts/
 * @throws ContentError
 */
export async function loadAuditTexts(root: string, content: Content): Promise<AuditTexts> {
  const [planted, padding, injections] = await Promise.all([
    loadPlanted(root, content),
    loadPadding(root),
    loadInjections(root),
  ]);
  return { planted, padding, injections };
}
