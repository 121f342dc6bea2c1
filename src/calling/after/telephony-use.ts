/** What a call used of its trunk. Pure. */
import type { Call, PricedUsage } from '#domain';
import { spellNative, type Millis } from '#kernel';

/**
 * Seconds from the answer, each begun one whole. The model is the number called, so that a price for `+34*` is one for
 * a country; `inbound` for a call that came in. Calls of test keys use no trunk.
 */
export function telephonyOf(
  { test, trunkId, direction, to }: Pick<Call, 'test' | 'trunkId' | 'direction' | 'to'>,
  answeredAt: Millis | null,
  endedAt: Millis,
): readonly PricedUsage[] {
  if (test || answeredAt === null) return [];
  return [
    {
      stage: 'telephony',
      provider: trunkId === null ? 'sip' : spellNative('trunk', trunkId),
      model: direction === 'inbound' ? 'inbound' : to,
      unit: 'seconds',
      quantity: Math.ceil(Math.max(0, endedAt - answeredAt) / 1000),
    },
  ];
}
