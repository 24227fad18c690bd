/** By which the debates on a scenario are linked to. */
export function scenarioAnchor(scenario: string): string {
  return `scenario-${scenario}`;
}
