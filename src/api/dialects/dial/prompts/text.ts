/** The text of a prompt, and the conditions that tools add to it. Pure. */

/** Stands between the words of a prompt and what tools add. */
const HEADING = '\n\n# When\n';

export function composed(text: string, conditions: readonly string[] = []): string {
  return conditions.length === 0 ? text : text + addition(conditions);
}

/** The inverse: as it was written. */
export function textOf(prompt: string, conditions: readonly string[] = []): string {
  const added = addition(conditions);
  return conditions.length > 0 && prompt.endsWith(added) ? prompt.slice(0, -added.length) : prompt;
}

function addition(conditions: readonly string[]): string {
  return `${HEADING}${conditions.map((one) => `- ${one}`).join('\n')}`;
}
