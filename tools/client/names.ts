/** Words: what operations, tags and types are called in the client. */

/** `provider-keys` as `ProviderKeys`. */
export function pascal(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** `provider-keys` as `providerKeys`. */
export function camel(text: string): string {
  const name = pascal(text);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** `ProviderKey` as `provider-key`. */
export function kebab(text: string): string {
  return text.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}

/** `Entries` as `Entry`. */
export function singular(text: string): string {
  return text
    .replace(/ies$/, 'y')
    .replace(/(ch|sh|x|ss)es$/, '$1')
    .replace(/(?<![sui]|ytic)s$/, '');
}

/** `Node` of `FlowNode`. */
export function lastWord(name: string): string {
  return /[A-Z][a-z0-9]*$/.exec(name)?.[0] ?? name;
}

/** The thing that an operation is about: `listPhoneBookEntries` is about `PhoneBookEntry`. */
export function nounOf(operationId: string): string {
  return singular(operationId.replace(/^[a-z]+/, '')) || pascal(operationId);
}

/**
 * An operation's name without the noun of its class: `hangUpCall` of `calls` is `hangUp`, `listCallEvents` is
 * `listEvents`, `sayInCall` is `say`.
 */
export function methodName(operationId: string, tag: string): string {
  const plural = pascal(tag);
  const [before, after] = splitAt(operationId, plural) ??
    splitAt(operationId, singular(plural)) ?? [operationId, ''];
  const verb = after === '' ? before.replace(/(In|Of|To|From)$/, '') : before;
  const name = verb + after;
  return name === '' ? operationId : name.charAt(0).toLowerCase() + name.slice(1);
}

/** Around the noun where it stands as a word of its own. */
function splitAt(text: string, noun: string): [string, string] | null {
  const found = new RegExp(`${noun}(?=[A-Z0-9]|$)`).exec(text);
  return found && found.index > 0
    ? [text.slice(0, found.index), text.slice(found.index + noun.length)]
    : null;
}
