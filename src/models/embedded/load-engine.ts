/** What the engine takes for a truth value; it refuses to load when CI holds anything else, an empty text for example. */
const TRUTH_VALUES = ['true', 'false', 'TRUE', 'FALSE', '1', '0'];

/** node-llama-cpp, imported only when it is needed: that takes a moment, and many runs have Ollama. */
export async function loadEngine(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<typeof import('node-llama-cpp')> {
  const { CI: given } = environment;
  if (given === undefined || TRUTH_VALUES.includes(given)) return import('node-llama-cpp');
  environment['CI'] = given === '' ? 'false' : 'true';
  try {
    return await import('node-llama-cpp');
  } finally {
    environment['CI'] = given;
  }
}
