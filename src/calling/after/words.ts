/** The words by which an ended call is found: what was said in it, and what its analysis learnt. */
import type { Call, Repositories } from '#domain';

export async function keepWords(tx: Pick<Repositories, 'calls'>, call: Call): Promise<void> {
  const said = call.turns.map(({ text }) => text).join('\n');
  const learnt = wordsOf(call.analysis).join('\n');
  if (said === '' && learnt === '') return;
  await tx.calls.index(call.id, call.organizationId, said, learnt);
}

function wordsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(wordsOf);
}
