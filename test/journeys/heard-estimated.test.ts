/** Heard means heard, by a voice that tells no times: the ledger estimates them. */
import { test } from 'node:test';
import { INSTANTS, interruptAnywhere } from './heard-instants.ts';

test(`interrupted at ${INSTANTS} instants, times estimated`, (t) => interruptAnywhere(t, false));
