/** Heard means heard, by a voice that tells the times of its words. */
import { test } from 'node:test';
import { INSTANTS, interruptAnywhere } from './heard-instants.ts';

test(`interrupted at ${INSTANTS} instants, with times of words`, (t) => interruptAnywhere(t, true));
