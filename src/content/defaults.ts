/** What is taken where nobody names one, by their names in prompts/ and scenarios/. */
export const DEFAULTS = {
  ensemble: 'pocket',
  format: 'proponent-opponent',
  /** Of what runs on this computer alone; on Discord somebody chooses. */
  scenario: 'automation-dividend',
} as const;
