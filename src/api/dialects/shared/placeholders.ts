/** Vendors write placeholders with one brace; our own text has two. */

/**
 * A name as people write it: letters, digits, dots, dashes, spaces. Text that is code or JSON (`{"a": 1}`, `{}`) is no
 * placeholder, and `{{name}}` is one already.
 */
const SINGLE = /(?<!\{)\{\s*([\p{L}_][\p{L}\p{N}_.\- ]*?)\s*\}(?!\})/gu;

/**
 * Turns `{name}` into `{{name}}`, the placeholder of our agents.
 * @example doubleBraces('Hi {first name}, your {{code}}') // 'Hi {{first name}}, your {{code}}'
 */
export function doubleBraces(text: string): string {
  return text.replace(SINGLE, '{{$1}}');
}
