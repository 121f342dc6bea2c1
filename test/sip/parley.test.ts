/** Whole calls of one Parley with telephones, carriers and a registrar that are not ours. */
import { after, before, test } from 'node:test';
import { earlyMedia } from './parley/early-media.ts';
import { proven } from './parley/proven.ts';
import { registered } from './parley/registered.ts';
import { secured } from './parley/secured.ts';
import { transfers } from './parley/transfers.ts';
import { openWorld, type Journey, type World } from './parley/world.ts';

let world: World;
before(async () => void (world = await openWorld()));
after(() => world.close());

/** Some at a time: each call has an ear of its own. */
const GROUPS: Readonly<Record<string, readonly Journey[]>> = {
  'hold, REFER, attended transfer': transfers,
  'TLS, SRTP, digest': [...secured, ...proven],
  'before the answer, and at a registrar': [earlyMedia, registered],
};

for (const [group, journeys] of Object.entries(GROUPS))
  test(group, { concurrency: true, timeout: 60_000 }, async (t) => {
    await Promise.all(journeys.map(([name, run]) => t.test(name, (context) => run(world, context))));
  });
