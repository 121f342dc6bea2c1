/** Long lists of phrases, written as people read them. */

/** @example list('and, or', 'as long as') // ['and', 'or', 'as long as'] */
export function list(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(',')).map((phrase) => phrase.trim());
}
