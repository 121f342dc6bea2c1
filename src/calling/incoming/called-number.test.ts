import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calledNumber } from './called-number.ts';

for (const [what, calledUser, to, header, number] of [
  ['a number', '+15550100001', '<sip:+15550100002@h>', undefined, '+15550100001'],
  ['without its plus', '15550100001', '<sip:x@h>', undefined, '+15550100001'],
  ['with the international prefix', '0015550100001', '<sip:x@h>', undefined, '+15550100001'],
  ['not of a name', 'acct', '"<sip:+15550100009@h>" <sip:+15550100002@h>', undefined, '+15550100002'],
  ['with parameters', '+15550100001;phone-context=x', '<sip:x@h>', undefined, '+15550100001'],
  ['the binding: To', 'acct', '"Us" <sip:%2B15550100002@h>;tag=1', undefined, '+15550100002'],
  ['the binding: tel in To', 'acct', '<tel:+15550100002>', undefined, '+15550100002'],
  ['the binding: P-Called-Party-ID', 'acct', '<sip:+15550100002@h>', '<sip:+15550100003@h>', '+15550100003'],
  ['nobody’s', 'acct', '<sip:acct@h>', undefined, null],
] as const)
  test(`the called number: ${what}`, () => {
    assert.equal(calledNumber({ calledUser, to, header: () => header }), number);
  });
