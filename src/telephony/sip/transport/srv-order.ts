/** The order of SRV records (RFC 2782): by priority, and within one by chance, the heavier the sooner. */
import { randomUnit, type Random } from '#kernel';
import type { SrvRecord } from './names.ts';

export function srvOrder(records: readonly SrvRecord[], random: Random): SrvRecord[] {
  // A target of `.` says that the service is decidedly not available at this domain.
  const left = records.filter(({ name }) => name !== '' && name !== '.');
  const priorities = [...new Set(left.map(({ priority }) => priority))].sort((a, b) => a - b);
  return priorities.flatMap((priority) =>
    drawn(
      left.filter((each) => each.priority === priority),
      random,
    ),
  );
}

/** RFC 2782: those of weight 0 first, then a running sum; a number up to the sum picks the next one. */
function drawn(records: readonly SrvRecord[], random: Random): SrvRecord[] {
  const left = records.toSorted((a, b) => a.weight - b.weight);
  const order: SrvRecord[] = [];
  while (left.length > 0) {
    const sum = left.reduce((total, { weight }) => total + weight, 0);
    let mark = Math.floor(randomUnit(random) * (sum + 1));
    const index = left.findIndex(({ weight }) => (mark -= weight) <= 0);
    order.push(...left.splice(Math.max(index, 0), 1));
  }
  return order;
}
