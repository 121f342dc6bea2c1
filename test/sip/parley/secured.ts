/** SRTP and TLS of whole calls (RFC 4568, RFC 3261 26.2): what a trunk demands, what the call's record says of it. */
import assert from 'node:assert/strict';
import { until } from '../../journeys/recorded.ts';
import { speechLevel } from '../../peers/listen.ts';
import { bind, came, calling, callsTo, phoneFor, trunkTo, type Journey } from './world.ts';

const USUAL = 'AES_CM_128_HMAC_SHA1_80';

export const secured: readonly Journey[] = [
  [
    'a trunk that demands SRTP: the record names the suite, and the telephone heard the agent',
    async (world, context) => {
      const phone = await phoneFor(context, { user: '+34600000211', srtp: 'required' });
      const talk = await calling(world, '+34600000211', phone.address, { srtp: 'required' });
      const { outcome, media } = await talk.ended();
      await phone.event('CALL_CLOSED');
      assert.equal(outcome.end_reason.code, 'agent-hung-up');
      assert.deepEqual([media.srtp, media.codec], [USUAL, 'PCMU']);
      assert.ok(media.packets_received > 0);
      assert.ok(speechLevel(phone.heard()).activeMs > 200, 'it understood what we encrypted');
    },
  ],
  [
    'who has no SRTP is not called, and does not call, by a trunk that demands it',
    async (world, context) => {
      const phone = await phoneFor(context, { user: '+34600000212' });
      const talk = await calling(world, '+34600000212', phone.address, { srtp: 'required' });
      const { outcome, media, answered_at } = await talk.ended();
      assert.equal(outcome.end_reason.sip.status, 488);
      assert.deepEqual([media, answered_at], [null, null]);

      const number = '+15550100412';
      await bind(world, number, await trunkTo(world, '127.0.0.1:5', { srtp: 'required' }));
      await phone.dial(`sip:${number}@${world.running.parley.sipAddress}`);
      // The first was ours, which it refused.
      const closed = () => phone.events.filter(({ type }) => type === 'CALL_CLOSED');
      await until(() => closed().length === 2);
      assert.match(closed()[1]!.param ?? '', /488/);
      assert.deepEqual(await callsTo(world, number), []);
    },
  ],
  [
    'a call to a number bound to an agent by TLS and SRTP',
    async (world, context) => {
      const number = '+15550100413';
      await bind(world, number, await trunkTo(world, '127.0.0.1:5', { srtp: 'required' }));
      const phone = await phoneFor(context, {
        ...{ user: 'caller', transport: 'tls', srtp: 'required' },
        tls: { authority: world.authority.file },
      });
      await phone.dial(`sip:${number}@${world.tlsAddress};transport=tls`);
      const { outcome, media } = await (await came(world, number)).ended();
      await phone.event('CALL_CLOSED');
      assert.deepEqual([outcome.end_reason.code, media.srtp], ['agent-hung-up', USUAL]);
      assert.ok(speechLevel(phone.heard()).activeMs > 200);
    },
  ],
];
