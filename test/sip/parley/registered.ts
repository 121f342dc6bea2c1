/** A trunk that registers at a provider (kamailio): its health says so, and calls come to the binding. */
import assert from 'node:assert/strict';
import { until } from '../../journeys/recorded.ts';
import { startKamailio } from '../../peers/kamailio.ts';
import { bind, came, phoneFor, trunkTo, type Journey } from './world.ts';

const NUMBER = '+15550100401';
const OURS = 'acct';

export const registered: Journey = [
  'a trunk registers, its health says so, a call comes in to a number',
  async (world, context) => {
    const provider = await startKamailio({ numbers: { [NUMBER]: OURS } });
    context.after(() => provider.stop());
    const { domain, address: proxy, password } = provider;
    const caller = await phoneFor(context, { user: 'anna', account: { domain, proxy, password } });
    const trunk = await trunkTo(world, proxy, {
      ...{ username: OURS, password, from_domain: domain },
      registration: { enabled: true },
      options_ping: { enabled: true, interval_s: 5 },
    });
    await bind(world, NUMBER, trunk);
    await until(async () => {
      const { health } = (await world.running.client.get(`/v1/trunks/${trunk}`)).body;
      return health?.registration?.status === 'registered' && health.gateways[0]?.status === 'up';
    });
    await caller.dial(`sip:${NUMBER}@${domain}`);
    const talk = await came(world, NUMBER);
    await talk.has('call-answered');
    await caller.hangUp();
    assert.equal((await talk.ended())['outcome'].end_reason.code, 'callee-hung-up');
    assert.deepEqual(provider.insane(), []);
  },
];
