/** Letters owed: sent once by one name, put off while the mailer fails, given up with a reason. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endWith, type DueMail, type NewEvent } from '#domain';
import { createIdSource, seededRandom, silentLogger, spellNative, VirtualClock } from '#kernel';
import { ModelError, type Letter, type ModelFault } from '#models';
import { createPostman } from './postman.ts';

/** One owed letter, and a mailer that fails so. */
async function rig(fault: ModelFault | null, tries = 0, isVerified = true) {
  const clock = new VirtualClock();
  const ids = createIdSource(clock, seededRandom(5));
  const [callId, organizationId] = [ids.next(), ids.next()];
  const call = {
    ...{ id: callId, organizationId, direction: 'outbound', to: '+34600111222', person: {}, turns: [] },
    ...{ plan: { agentName: 'Desk' }, outcome: endWith('busy', 'ringing'), analysis: null },
    ...{ createdAt: 0, answeredAt: null, endedAt: 1 },
  };
  const sent: [Letter, string][] = [];
  const told: NewEvent[] = [];
  const postponed: [number, number][] = [];
  const waiting: DueMail[] = [{ callId, organizationId, emails: ['desk@x.test'], tries } as DueMail];
  const store = {
    calls: {
      get: async () => call,
      append: async (_id: string, _node: null, events: readonly NewEvent[]) => told.push(...events),
    },
    mail: {
      claimDue: async () => waiting.splice(0),
      nextDueAt: async () => null,
      finish: async () => true,
      postpone: async (_id: string, at: number, count: number) => postponed.push([at - clock.now(), count]),
      listDomains: async () => (isVerified ? [{ name: 'x.test', sender: 'calls', state: 'verified' }] : []),
    },
    providerKeys: { list: async () => [{ provider: 'resend', key: 'k', url: null, state: 'good' }] },
    transaction: async (work: (tx: unknown) => Promise<unknown>) => work(store),
    notify: () => {},
  };
  const mailer = () => ({
    async send(letter: Letter, once: string) {
      sent.push([letter, once]);
      if (fault !== null) throw new ModelError({ provider: 'resend', fault, message: `It is ${fault}.` });
      return 'mail-1';
    },
  });
  const mail = { mailer, recordingLink: () => null };
  const loop = createPostman({ store, mail, http: {}, clock, logger: silentLogger } as never);
  loop.wake();
  for (let n = 0; n < 50; n++) await clock.advance(0);
  await loop.stop();
  return { sent, postponed, callId, told: told.map(({ type, data }) => [type, data]) };
}

test('a letter is sent under the name of its call, and the log tells it', async () => {
  const { sent, told, callId } = await rig(null, 2);
  const [[letter, once]] = sent as [[Letter, string]];
  assert.deepEqual([letter.to, once], [['desk@x.test'], `parley-${spellNative('call', callId)}`]);
  assert.deepEqual(told, [['mail-sent', { mail_id: 'mail-1', to: ['desk@x.test'], tries: 3 }]]);
});

test('a failure that may pass is tried again, five times, an hour apart at most; others are told at once', async () => {
  for (const [tries, wait] of [5_000, 30_000, 120_000, 600_000, 3_600_000].entries()) {
    const { postponed, told } = await rig(tries % 2 === 0 ? 'unavailable' : 'rate-limit', tries);
    assert.deepEqual([postponed, told], [[[wait, tries + 1]], []]);
  }
  for (const [fault, tries] of [
    ['unavailable', 5],
    ['auth', 0],
  ] as const) {
    const { postponed, told } = await rig(fault, tries);
    const data = { detail: `It is ${fault}.`, to: ['desk@x.test'], tries: tries + 1 };
    assert.deepEqual([postponed, told], [[], [['mail-failed', data]]]);
  }
});

test('without a verified domain nothing is sent, and the log says why', async () => {
  const { sent, told } = await rig(null, 0, false);
  assert.deepEqual([sent, told[0]![0]], [[], 'mail-failed']);
});
