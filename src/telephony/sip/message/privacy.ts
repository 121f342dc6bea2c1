/** Privacy (RFC 3323, 4.2) with `id` (RFC 3325, 9.3) and `history` (RFC 7044, 10.1). */
import { header } from './fields.ts';
import type { MessageCore } from './types.ts';

export type PrivacyValue = 'none' | 'id' | 'header' | 'session' | 'user' | 'critical' | 'history';

const VALUES: ReadonlySet<string> = new Set<PrivacyValue>([
  ...(['none', 'id', 'header', 'session', 'user', 'critical', 'history'] as const),
]);

/** What is asked for; unknown values are left out. RFC 3323, 4.2: values are set apart by semicolons. */
export function privacyOf(message: Pick<MessageCore, 'headers'>): PrivacyValue[] {
  return (header(message, 'Privacy') ?? '')
    .split(/[;,]/)
    .map((part) => part.trim().toLowerCase())
    .filter((part): part is PrivacyValue => VALUES.has(part));
}

/** RFC 3325, 9.3: `id` asks that whoever vouched for the caller keep the number from the callee. */
export function printPrivacy(values: readonly PrivacyValue[]): string {
  return values.join(';');
}
