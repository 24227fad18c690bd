import { loadContent } from '../../content/load-content.ts';
import type { Content } from '../../content/schema.ts';
import { type Finding, failed } from '../finding.ts';

const NAME = 'Content';

/** @param root the folder that holds prompts/ and scenarios/ */
export async function checkContent(root: string): Promise<{ readonly finding: Finding; readonly content?: Content }> {
  try {
    const content = await loadContent(root);
    const { scenarios, personas, ensembles, formats } = content;
    const says = `${scenarios.size} scenarios, ${personas.size} personas, ${ensembles.size} ensembles, ${formats.size} formats`;
    return { finding: { name: NAME, status: 'ok', says }, content };
  } catch (error) {
    return { finding: failed(NAME, 'problem', error) };
  }
}
