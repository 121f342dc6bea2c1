/**
 * Meetzy: its API shows the names of playbooks and the calls of 90 days; no prompt, voice or number can be read. What
 * comes over are the playbooks' ids, so that code that names them goes on, and the numbers that calls came from.
 */
import type { Ask, Ledger } from '../ledger.ts';
import { isRow, rowsOf, textOf, type Row } from '../rows.ts';
import { numberOf, type Taking } from '../taking.ts';

/** Ends a call at once: whoever is called by a playbook that nobody filled in must not hear a machine improvise. */
const EMPTY = { start: 'end', nodes: [{ id: 'end', type: 'end' }], edges: [] };
const E164 = /^\+[1-9]\d{6,14}$/;

/** What the calls of one playbook tell. */
interface Seen {
  readonly numbers: Set<string>;
  readonly params: Set<string>;
}

export async function importMeetzy(taking: Taking): Promise<void> {
  const { source, ledger, step, note } = taking;
  const seen = new Map<string, Seen>();
  await step('calls', async () => {
    let count = 0;
    const listing = { names: ['calls'], paging: 'none', query: { daysFromNow: 90 } } as const;
    for await (const row of rowsOf(source, '/calls', listing)) {
      count++;
      learn(seen, row);
    }
    note(
      `Calls: ${count} of the last 90 days were read, for the numbers and custom parameters in use. They stay with Meetzy.`,
    );
  });
  await step('playbooks', async () => {
    const found = new Set<string>();
    const listing = { names: ['playbooks'], paging: 'none' } as const;
    for await (const row of rowsOf(source, '/playbook', listing)) {
      const id = textOf(row, 'id');
      if (id === null) continue;
      found.add(id);
      await takePlaybook(ledger, id, textOf(row, 'name') ?? id, seen.get(id));
    }
    for (const [id, known] of seen)
      if (!found.has(id))
        ledger.skip('agent', id, id, `Calls name it, /playbook does not${paramsOf(known)}.`);
  });
  await step('numbers', () => takeNumbers(taking, seen));
  note('Prompts, voices, versions and the setting of voices 1 to 7 cannot be read by Meetzy’s API.');
  if (ledger.dryRun) note('A dry run does not judge what our own API would refuse.');
}

function learn(seen: Map<string, Seen>, row: Row): void {
  const playbook = textOf(row, 'playbook_id', 'assistant_id');
  if (playbook === null) return;
  const known = seen.get(playbook) ?? { numbers: new Set<string>(), params: new Set<string>() };
  seen.set(playbook, known);
  const from = textOf(row, 'from');
  if (from !== null && E164.test(from)) known.numbers.add(from);
  const data = row['data'];
  if (isRow(data) && isRow(data['params']))
    for (const name of Object.keys(data['params'])) known.params.add(name);
}

async function takePlaybook(
  ledger: Ledger,
  vendorId: string,
  name: string,
  seen: Seen | undefined,
): Promise<void> {
  const body = { name, language: 'es-ES', flow: EMPTY };
  await ledger.save({
    ...{ noun: 'agent', alias: 'agent', vendorId, name },
    create: (): Ask => ({ method: 'POST', path: '/v1/agents', body }),
    // What was filled in meanwhile is not touched.
    update: (id) => ({ method: 'PATCH', path: `/v1/agents/${id}`, body: { name } }),
    after: async (id, isNew) =>
      isNew
        ? [
            `To be filled in: PATCH /v1/agents/${id} {"flow": null, "prompt": …}. Until then its calls end at once${seen ? paramsOf(seen) : ''}.`,
          ]
        : [],
  });
}

function paramsOf({ params }: Seen): string {
  return params.size === 0 ? '' : `; its calls had the custom parameters ${[...params].sort().join(', ')}`;
}

/** A number from which one playbook alone called is answered by it. */
async function takeNumbers({ ledger }: Taking, seen: ReadonlyMap<string, Seen>): Promise<void> {
  const numbers = new Set([...seen.values()].flatMap((one) => [...one.numbers]));
  for (const e164 of [...numbers].sort()) {
    const users = [...seen].filter(([, one]) => one.numbers.has(e164)).map(([id]) => id);
    const agent = users.length === 1 ? await ledger.known('agent', users[0]!) : null;
    await ledger.save({
      ...{ noun: 'number', alias: null, vendorId: e164, name: e164 },
      create: (): Ask => ({
        method: 'POST',
        path: '/v1/numbers',
        body: { e164, ...(agent === null ? {} : { agent_id: agent }) },
      }),
      update: () => null,
      adopt: () => numberOf(ledger, e164),
      after: async (_id, isNew) =>
        isNew ? ['To be done: have your carrier lead this number to Parley (docs/trunks.md).'] : [],
    });
  }
}
