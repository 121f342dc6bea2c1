/** A process that holds a data directory; in mode `write` it also writes and says what was acknowledged. */
import { realClock, silentLogger } from '#kernel';
import { connectStore, startEmbeddedPostgres } from '#storage';
import { plainCipher } from './ciphers.ts';
import { ids, sampleCall, someEvents } from './samples.ts';

const [dataDir, mode] = process.argv.slice(2) as [string, string];
const server = await startEmbeddedPostgres({ dataDir, clock: realClock, logger: silentLogger });
console.log(`pid ${server.pid}`);
console.log(`socket ${server.connection.host}`);
if (mode === 'write') {
  const store = await connectStore({
    connection: server.connection,
    cipher: plainCipher,
    clock: realClock,
    logger: silentLogger,
    exclusive: true,
  });
  const { id: organizationId } = await store.organizations.ensureDefault();
  const node = ids.next();
  const write = async (): Promise<void> => {
    for (;;) {
      const call = sampleCall(organizationId);
      await store.calls.insert(call, someEvents(1), node);
      const seq = await store.calls.append(call.id, node, someEvents(2), { status: 'dialing' });
      console.log(`kept ${call.id} ${seq}`);
    }
  };
  await Promise.all([write(), write(), write(), write()]);
} else setInterval(() => undefined, 60_000);
