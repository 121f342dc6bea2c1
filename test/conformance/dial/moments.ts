/** When things happen: the words of a call on its way, its longest duration, its appointed time: checks 9, 10 and 12. */
import assert from 'node:assert/strict';
import type { Row } from '../conform.ts';
import type { Body, Rig } from './rig.ts';

const NO_ANSWER = '+12025550102';

export const momentRows: readonly Row<Rig>[] = [
  [
    '12. Initiated, Ringing and In progress on the way; each is found by its word',
    async (rig) => {
      const wordOf = async (id: string) => {
        const { status } = await rig.ok('GET', `/calls/${id}`);
        const { calls } = await rig.ok('GET', `/calls?statuses=${encodeURIComponent(status)}`);
        assert.ok(
          calls.some((call: Body) => call['id'] === id),
          status,
        );
        return status;
      };
      const { id } = await rig.call({ phone_number: NO_ANSWER });
      await rig.quiet();
      assert.equal(await wordOf(id), 'Initiated');
      await rig.settled(id, 'Ringing');
      assert.equal(await wordOf(id), 'Ringing');
      await rig.settled(id, 'No answer');
      const talk = (await rig.call())['id'];
      await rig.settled(talk, 'In progress');
      assert.equal(await wordOf(talk), 'In progress');
      await rig.settled(talk, 'Completed');
    },
  ],
  [
    '9. a call ends within a second of its longest duration',
    async (rig) => {
      const { id: use_case_id } = await rig.ok('POST', '/use-cases', {
        ...{ name: 'Endless', disable_end_call_after_n_reminders: true, max_duration_mins: 5 },
      });
      const { id } = await rig.call({ use_case_id, max_duration_mins: 1 });
      const { duration } = await rig.settled(id, 'Completed');
      const { answeredAt, endedAt, outcome } = await rig.read(id);
      assert.equal(outcome?.end_reason.code, 'max-duration');
      assert.ok(
        Math.abs(duration - 60) <= 1 && Math.abs(endedAt! - answeredAt! - 60_000) <= 1_000,
        `${duration} s`,
      );
    },
  ],
  [
    '10. an appointed call is dialled within a second of its time, and not before',
    async (rig) => {
      const at = rig.clock.now() + 90_000;
      const { id } = await rig.call({ scheduled_for: new Date(at).toISOString() });
      await rig.until(() => rig.clock.now() >= at - 1_000, 'its last second');
      const rings = async () => (await rig.read(id)).status !== 'scheduled' && rig.clock.now() > at;
      await rig.until(rings, 'it rings', 20);
      await rig.settled(id, 'Completed');
      const log = await rig.store.calls.events(rig.organizationId, (await rig.read(id)).id, 0, 100);
      const started = log.find(({ type }) => type === 'attempt-started')!.at;
      assert.ok(started >= at && started <= at + 1_000, `${started - at} ms`);
    },
  ],
];
