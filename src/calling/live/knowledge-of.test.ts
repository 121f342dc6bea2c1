import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costOf, DEFAULT_PRICES, type KnowledgeService } from '#domain';
import { UsageMeter } from '../usage-meter.ts';
import { knowledgeOf } from './knowledge-of.ts';

test('what a call looks up is a line of its cost', async () => {
  const tokens = { stage: 'embedding', provider: 'openai', model: 'text-embedding-3-small' };
  const knowledge: Pick<KnowledgeService, 'search'> = {
    async search(_organizationId, _bases, _query, _top, _signal, onUsage) {
      onUsage?.({ ...tokens, unit: 'requests', quantity: 1 });
      onUsage?.({ ...tokens, unit: 'input-tokens', quantity: 12 });
      return [];
    },
  };
  const meter = new UsageMeter();
  const call = { organizationId: 'org', plan: { knowledge: { bases: [{ id: 'kb' }], top: 3 } } } as never;
  const known = knowledgeOf(call, { knowledge: knowledge as KnowledgeService }, (usage) => meter.add(usage))!;
  const signal = new AbortController().signal;
  await known.search('dog', signal);
  await known.search('cat', signal);
  const { lines, total, complete } = costOf(meter.total(), DEFAULT_PRICES);
  assert.deepEqual(
    lines.map(({ stage, unit, quantity, amount }) => [stage, unit, quantity, amount]),
    [['embedding', 'input-tokens', 24, 4.8e-7]],
  );
  assert.deepEqual([total, complete], [4.8e-7, true]);
});
