import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callerOf } from './caller-of.ts';

for (const [from, caller] of [
  ['<sip:+15550100001@h>;tag=1', '+15550100001'],
  ['sip:%2B15550100001@h;tag=1', '+15550100001'],
  ['"Ann" <sips:+15550100001;phone-context=x@h>', '+15550100001'],
  ['<tel:+1-555-010-0001>', '+15550100001'],
  ['<sip:0015550100001@h>', '+15550100001'],
  // A name is no address, whatever it looks like.
  ['"<sip:+15550100009@h>" <sip:+15550100001@h>', '+15550100001'],
  ['"\\"<sip:+15550100009@h>" <sip:ann@h>', 'sip:ann@h'],
  ['Anonymous <sip:anonymous@anonymous.invalid>', 'sip:anonymous@anonymous.invalid'],
  ['<sip:1001@pbx>', 'sip:1001@pbx'],
] as const)
  test(`the caller of ${from}`, () => assert.equal(callerOf(from), caller));
