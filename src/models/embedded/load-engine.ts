/** What the engine takes for a truth value. */
const TRUTH_VALUES = ['true', 'false', 'TRUE', 'FALSE', '1', '0'];

/**
 * node-llama-cpp, imported only when it is needed: that takes a moment, and many runs have Ollama.
 * @param environment of this process; the engine, and the processes in which it tries its binaries, refuse to load when CI holds anything
 *   but a truth value (an empty text for example), so that such a value is replaced
 */
export async function loadEngine(environment = process.env): Promise<typeof import('node-llama-cpp')> {
  const { CI: given } = environment;
  if (given !== undefined && !TRUTH_VALUES.includes(given)) environment['CI'] = given === '' ? 'false' : 'true';
  return import('node-llama-cpp');
}
