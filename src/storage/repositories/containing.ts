/** Part of a text, in any case. */

/** For ILIKE: what the text holds is taken as it stands. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
