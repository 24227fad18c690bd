/** Wherever it is decided whether words of people can be in a data set. Worded as the policy was from July 8, 2024 on (docs/export.md). */
export const TRAINING_RULE =
  'Discord’s Developer Policy (in effect since July 8, 2024; rule 21) says: “Do not use message content obtained through the APIs to train machine learning or AI models (including large language models) unless express permission is granted by Discord.” https://support-dev.discord.com/hc/articles/8563934450327';
