/** Placeholders: theirs have one brace, ours two. */
export { doubleBraces } from '../../shared/placeholders.ts';

/** `{{name}}` as they write it. */
export function singleBraces(text: string): string {
  return text.replace(/\{\{\s*([^{}]*?)\s*\}\}/g, '{$1}');
}
