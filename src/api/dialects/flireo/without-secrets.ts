/** What may be kept of a body: everything but its secrets. */

const SECRET = /secret|password|api_?key|authorization|credential|(?:^|_)token$/i;

/** A copy without the members that hold secrets, however deep. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !SECRET.test(name))
      .map(([name, item]) => [name, withoutSecrets(item)]),
  );
}
