/** The repository contract on the embedded server. */
import { after, describe } from 'node:test';
import { openTestStore } from '../../src/storage/testing.ts';
import { declareContract } from './contract.ts';

describe('embedded PostgreSQL', () => {
  const opening = openTestStore();
  after(async () => (await opening).close());
  declareContract(opening);
});
