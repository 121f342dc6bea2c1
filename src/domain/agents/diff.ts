/** What differs between two configurations, as a list in the manner of JSON Patch (RFC 6902). Pure. */

export interface Change {
  readonly op: 'add' | 'remove' | 'replace';
  /** JSON Pointer (RFC 6901). */
  readonly path: string;
  /** Before; absent for `add`. */
  readonly from?: unknown;
  /** After; absent for `remove`. */
  readonly value?: unknown;
}

/** Applied in order to `before` they give `after`; members of lists are compared place by place. */
export function changesBetween(before: unknown, after: unknown, path = ''): readonly Change[] {
  if (isMembers(before) && isMembers(after) && Array.isArray(before) === Array.isArray(after)) {
    const added = Object.keys(after).filter((key) => !Object.hasOwn(before, key));
    // From the end, so that each removal leaves the places of those before it.
    const removed = Object.keys(before)
      .filter((key) => !Object.hasOwn(after, key))
      .toReversed();
    const kept = Object.keys(before).filter((key) => Object.hasOwn(after, key));
    return [
      ...kept.flatMap((key) => changesBetween(before[key], after[key], at(path, key))),
      ...removed.map((key): Change => ({ op: 'remove', path: at(path, key), from: before[key] })),
      ...added.map((key): Change => ({ op: 'add', path: at(path, key), value: after[key] })),
    ];
  }
  return JSON.stringify(before) === JSON.stringify(after)
    ? []
    : [{ op: 'replace', path, from: before, value: after }];
}

/** What stands at a pointer. */
export function valueAt(document: unknown, path: string): unknown {
  return path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (value, key) => (isMembers(value) && Object.hasOwn(value, key) ? value[key] : undefined),
      document,
    );
}

function at(path: string, key: string): string {
  return `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
