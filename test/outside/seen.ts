/** What a customer's program must have seen. */
import assert from 'node:assert/strict';

/** @param told by `customer.js`. @param code how its call ended. @returns the call's id */
export function checkSeen(told: string, code: string): string {
  const { call, types, ...seen } = JSON.parse(told) as Record<string, unknown> & {
    call: string;
    types: string[];
  };
  assert.match(call, /^call_/);
  assert.deepEqual(seen, {
    once: true,
    outcome: code,
    hook: ['call.ended', call, code, { order: 7 }],
    forged: true,
    unknown: [404, 'call-unknown'],
    names: ['Asker'],
  });
  assert.equal(types[0], 'call-accepted');
  assert.ok(types.includes('call-ended'), types.join());
  return call;
}
