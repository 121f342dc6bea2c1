/** The same contract on a server that DATABASE_URL names: Debian's PostgreSQL. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { AppError, realClock, silentLogger } from '#kernel';
import { connectStore } from '#storage';
import { plainCipher } from './ciphers.ts';
import { declareContract } from './contract.ts';
import { startPostgres } from '../peers/postgres.ts';

const options = { cipher: plainCipher, clock: realClock, logger: silentLogger };

describe('PostgreSQL of the system', () => {
  const starting = startPostgres();
  const opening = starting.then(async (peer) => ({
    store: await connectStore({ ...options, url: peer.url }),
    target: { url: peer.url },
  }));
  after(async () => {
    await (await opening).store.close();
    await (await starting).stop();
  });
  declareContract(opening);

  test('a database out of reach is named without its password', async () => {
    await assert.rejects(
      connectStore({ ...options, url: 'postgresql://parley:hunter2@127.0.0.1:1/parley' }),
      (fault: unknown) =>
        fault instanceof AppError &&
        fault.code === 'database-unreachable' &&
        fault.message.includes('127.0.0.1:1/parley') &&
        !fault.message.includes('hunter2'),
    );
  });
});
