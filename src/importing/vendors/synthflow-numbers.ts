/** Synthflow's numbers: those attached to agents, and with a workspace all of them with their SIP accounts. */
import type { Ask } from '../ledger.ts';
import { isRow, objectAt, rowsOf, textOf, type Row } from '../rows.ts';
import { numberOf, type Taking } from '../taking.ts';

const OURS = '/synthflow/v2';

/** A number in the pool of an agent. */
export interface Attached {
  readonly model: string;
  readonly e164: string;
  /** The one that the agent calls from. */
  readonly main: boolean;
}

export function attachedNumbers(model: string, row: Row): Attached[] {
  const main = textOf(row, 'phone_number');
  const list = Array.isArray(row['attached_phone_numbers'])
    ? (row['attached_phone_numbers'] as unknown[])
    : [];
  const numbers = list.flatMap((one) => {
    const text = typeof one === 'string' ? one : isRow(one) ? textOf(one, 'number', 'slug') : null;
    return text === null ? [] : [e164Of(text)];
  });
  const all = new Set(main === null ? numbers : [...numbers, e164Of(main)]);
  return [...all].map((e164) => ({ model, e164, main: main !== null && e164Of(main) === e164 }));
}

/** A slug is the number without its plus sign. */
function e164Of(text: string): string {
  return text.startsWith('+') ? text : `+${text}`;
}

export async function takeNumbers(taking: Taking, attached: readonly Attached[]): Promise<void> {
  const { source, workspace } = taking;
  const numbers = new Map(attached.map(({ e164 }) => [e164, null as Row | null]));
  if (workspace !== null) {
    const listing = {
      names: ['phone_numbers'],
      paging: 'offset',
      id: 'number',
      query: { workspace },
    } as const;
    for await (const row of rowsOf(source, '/numbers', listing)) {
      const number = textOf(row, 'number', 'phone_number', 'slug');
      if (number !== null) numbers.set(e164Of(number), null);
    }
    for (const e164 of numbers.keys()) {
      const path = `/numbers/${encodeURIComponent(e164.slice(1))}`;
      numbers.set(e164, objectAt(await source.get(path, { workspace }), []));
    }
  }
  for (const [e164, details] of numbers)
    await takeNumber(
      taking,
      e164,
      details ?? {},
      attached.filter((one) => one.e164 === e164),
    );
}

async function takeNumber(
  { ledger }: Taking,
  e164: string,
  details: Row,
  users: readonly Attached[],
): Promise<void> {
  const name = textOf(details, 'friendly_name') ?? '';
  const notes: string[] = [];
  const address = textOf(details, 'sip_term_uri', 'termination_uri');
  const username = textOf(details, 'sip_auth_username', 'trunk_username');
  if (address !== null)
    notes.push(
      `To be filled in: its SIP account ${username === null ? '' : `${username} `}at ${address}, whose password Synthflow shows to nobody. Make it with POST /v1/trunks and bind the number to it.`,
    );
  else
    notes.push(
      'To be done: a number bought from Synthflow has to be moved to a carrier of yours (docs/trunks.md).',
    );
  await ledger.save({
    ...{ noun: 'number', alias: null, vendorId: e164, name: e164, notes },
    create: (): Ask => ({ method: 'POST', path: '/v1/numbers', body: { e164, name } }),
    update: () => null,
    adopt: () => numberOf(ledger, e164),
    async after() {
      const faults: string[] = [];
      for (const { model, main } of users) {
        const id = await ledger.known('agent', model);
        if (id === null) continue;
        const path = `${OURS}/assistants/${id}`;
        const add: Ask = { method: 'PUT', path: `${path}/phone_numbers`, body: { phone_numbers: [e164] } };
        faults.push(...(await ledger.note(add, `It could not be attached to the agent ${model}`)));
        const make: Ask = { method: 'PUT', path, body: { phone_number: e164 } };
        if (main) faults.push(...(await ledger.note(make, `It could not be made the number of ${model}`)));
      }
      return faults;
    },
  });
}
