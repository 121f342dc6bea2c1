/** Replaces (RFC 3891, 6.1): the dialog that a new call takes the place of. */
import { param, parseParams, printParams } from './params.ts';

export interface Replaces {
  readonly callId: string;
  /** Tag of whoever receives the INVITE (RFC 3891, 3: compared with the local tag). */
  readonly toTag: string;
  readonly fromTag: string;
  /** RFC 3891, 6.1: only while it is not answered. */
  readonly earlyOnly: boolean;
}

/** RFC 3891, 6.1: exactly one to-tag and one from-tag; null otherwise. */
export function parseReplaces(text: string): Replaces | null {
  const semicolon = text.indexOf(';');
  const callId = semicolon < 0 ? '' : text.slice(0, semicolon).trim();
  const params = semicolon < 0 ? null : parseParams(text.slice(semicolon));
  if (!params || !/^[^\s,;]+$/.test(callId)) return null;
  const tags = (name: string): string[] =>
    params.filter((each) => each.name.toLowerCase() === name).map(({ value = '' }) => value);
  const [toTags, fromTags] = [tags('to-tag'), tags('from-tag')];
  if (toTags.length !== 1 || fromTags.length !== 1 || !toTags[0] || !fromTags[0]) return null;
  return {
    callId,
    toTag: toTags[0],
    fromTag: fromTags[0],
    earlyOnly: param(params, 'early-only') !== undefined,
  };
}

export function printReplaces({ callId, toTag, fromTag, earlyOnly }: Replaces): string {
  return (
    callId +
    printParams([
      { name: 'to-tag', value: toTag },
      { name: 'from-tag', value: fromTag },
      ...(earlyOnly ? [{ name: 'early-only' }] : []),
    ])
  );
}
