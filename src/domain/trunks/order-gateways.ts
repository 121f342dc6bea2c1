/** Which gateway first. Pure, but for chance. */
import { randomUnit, type Random } from '#kernel';
import type { Gateway } from './trunk-schema.ts';

/** As pings and registrations see a gateway; nobody asked: `unknown`. */
export type GatewayHealth = 'up' | 'down' | 'unknown';

/**
 * All of them, in the order to try: those that are not known to be down first, the lowest priority first, and within one
 * priority drawn by weight (RFC 2782: the chance of being chosen next is its share of the weights left; those of weight 0
 * come last).
 */
export function orderGateways(
  gateways: readonly Gateway[],
  healthOf: (uri: string) => GatewayHealth,
  random: Random,
): readonly Gateway[] {
  const groups = new Map<number, Gateway[]>();
  for (const gateway of gateways) {
    const rank = (healthOf(gateway.uri) === 'down' ? 65_536 : 0) + gateway.priority;
    groups.set(rank, [...(groups.get(rank) ?? []), gateway]);
  }
  return [...groups].toSorted(([a], [b]) => a - b).flatMap(([, group]) => drawn(group, random));
}

function drawn(group: readonly Gateway[], random: Random): Gateway[] {
  const left = [...group];
  const order: Gateway[] = [];
  while (left.length > 0) {
    const sum = left.reduce((all, { weight }) => all + weight, 0);
    let at = left.length === 1 ? 0 : randomUnit(random) * sum;
    const found = sum === 0 ? 0 : left.findIndex(({ weight }) => (at -= weight) < 0);
    order.push(...left.splice(Math.max(found, 0), 1));
  }
  return order;
}
