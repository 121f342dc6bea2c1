/** The bench's short form: a few answers of each kind, with and without words. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRight } from '../amd.ts';
import type { Answer } from './case.ts';
import { answers, runAnswers } from './run.ts';

const SOME = ['person-1', 'person-10', 'person-33', 'mailbox-2', 'mailbox-4', 'menu-7', 'fax-1', 'busy-1'];
const some: readonly Answer[] = SOME.map((name) => answers.find((answer) => answer.name === name)!);

for (const words of [true, false])
  test(`people and machines are told apart within four seconds ${words ? 'with' : 'without'} words`, async () => {
    const results = await runAnswers(some, 1, words, ['slt']);
    for (const result of results) {
      const { answer, first } = result;
      assert.ok(isRight(result, first), `${answer.name}: ${first.verdict} by ${first.by} at ${first.ms} ms`);
      assert.ok(first.ms <= 4100, `${answer.name}: at ${first.ms} ms`);
    }
  });
