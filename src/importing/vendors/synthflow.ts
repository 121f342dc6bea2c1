/** Synthflow: phone books, knowledge, actions, agents with what is attached to them, numbers. */
import type { Taking } from '../taking.ts';
import { isRow, objectAt, only, rowsOf, textOf, without, type Row } from '../rows.ts';
import { actionBody } from './synthflow-actions.ts';
import { takeKnowledge, takePhoneBooks } from './synthflow-books.ts';
import { attachedNumbers, takeNumbers, type Attached } from './synthflow-numbers.ts';

const OURS = '/synthflow/v2';
/** What a create and an update of an agent take; its number follows when it is attached. */
const AGENT = [
  ...['type', 'name', 'description', 'external_webhook_url', 'inbound_call_webhook_url', 'is_recording'],
  ...['max_duration', 'voicemail_message', 'agent'],
];

/** How an action hangs on an agent. */
interface Attachment {
  readonly model: string;
  readonly item: Row;
}

export async function importSynthflow(taking: Taking): Promise<void> {
  const { source, ledger, step, note } = taking;
  const attachments: Attachment[] = [];
  const attached: Attached[] = [];
  await step('phone books', () => takePhoneBooks(taking));
  await step('actions', async () => {
    const listing = { names: ['actions'], paging: 'offset', id: 'action_id' } as const;
    for await (const row of rowsOf(source, '/actions', listing)) await takeAction(taking, row, attachments);
  });
  await step('agents', async () => {
    const listing = { names: ['assistants'], paging: 'offset', id: 'model_id' } as const;
    for await (const row of rowsOf(source, '/assistants/', listing))
      await takeAgent(taking, row, attachments, attached);
  });
  await step('knowledge bases', () => takeKnowledge(taking));
  await step('numbers', () => takeNumbers(taking, attached));
  if (taking.workspace === null)
    note(
      'Numbers that no agent has, and SIP accounts of numbers, are shown for a workspace only: give `workspace` to have them read.',
    );
  note('Contacts, memories, simulations, calls, analytics and sub-accounts are not taken.');
  if (ledger.dryRun) note('A dry run does not judge what our own API would refuse.');
}

async function takeAction({ source, ledger }: Taking, listed: Row, attachments: Attachment[]): Promise<void> {
  const vendorId = textOf(listed, 'action_id', 'id');
  const name = textOf(listed, 'name') ?? '';
  if (vendorId === null) return ledger.skip('tool', '', name, 'It has no id.');
  const path = `/actions/${encodeURIComponent(vendorId)}`;
  const whole =
    objectAt(await source.get(path, { include_assistants: true }), ['actions', 'action']) ?? listed;
  const row = { ...listed, ...without(whole, [], 'drop') };
  const body = actionBody(row);
  if (body === null)
    return ledger.skip('tool', vendorId, name, `Its type ${String(row['action_type'])} is not known.`);
  for (const one of usersOf(row)) attachments.push({ ...one, item: { action_id: vendorId, ...one.item } });
  await ledger.save({
    ...{ noun: 'tool', alias: 'tool', vendorId, name },
    create: () => ({ method: 'POST', path: `${OURS}/actions`, body }),
    update: (id) => ({ method: 'PUT', path: `${OURS}/actions/${id}`, body }),
  });
}

/** Which agents an action hangs on, and how. */
function usersOf(row: Row): Attachment[] {
  const inputs = row['input_variables'];
  const rows =
    isRow(inputs) && Array.isArray(inputs['assistants']) ? (inputs['assistants'] as unknown[]) : [];
  return rows.flatMap((one) => {
    const model = isRow(one) ? textOf(one, 'model_id') : null;
    if (!isRow(one) || model === null) return [];
    const item = only(one, ['attachment_type', 'trigger_condition', 'input_variables_mapping']);
    return [{ model, item: without(item, [], 'drop') }];
  });
}

async function takeAgent(
  { source, ledger }: Taking,
  listed: Row,
  attachments: readonly Attachment[],
  attached: Attached[],
): Promise<void> {
  const vendorId = textOf(listed, 'model_id', 'id');
  const name = textOf(listed, 'name') ?? '';
  if (vendorId === null) return ledger.skip('agent', '', name, 'It has no id.');
  const path = `/assistants/${encodeURIComponent(vendorId)}`;
  const whole = objectAt(await source.get(path, { include_actions: true }), ['assistants', 'assistant']);
  const row = { ...listed, ...whole };
  attached.push(...attachedNumbers(vendorId, row));
  const body = agentBody(row);
  await ledger.save({
    ...{ noun: 'agent', alias: 'agent', vendorId, name },
    create: () => ({ method: 'POST', path: `${OURS}/assistants`, body }),
    update: (id) => ({ method: 'PUT', path: `${OURS}/assistants/${id}`, body }),
    async after(id) {
      const listedActions = Array.isArray(row['actions']) ? (row['actions'] as unknown[]) : [];
      const known = attachments.filter(({ model }) => model === vendorId).map(({ item }) => item);
      const rest = listedActions.flatMap((one) => {
        const action = typeof one === 'string' ? one : isRow(one) ? textOf(one, 'action_id', 'id') : null;
        return action === null || known.some((item) => item['action_id'] === action)
          ? []
          : [{ action_id: action, attachment_type: 'during' }];
      });
      const notes: string[] = [];
      for (const item of [...known, ...rest]) {
        const action = String(item['action_id']);
        if ((await ledger.known('tool', action)) === null) notes.push(`Action ${action} was not taken.`);
        else
          notes.push(
            ...(await ledger.note(
              { method: 'POST', path: `${OURS}/actions/attach`, body: { model_id: id, items: [item] } },
              `Action ${action} could not be attached`,
            )),
          );
      }
      return notes;
    },
  });
}

/** Nothing in it is null: an answer says null for what was never set. */
function agentBody(row: Row): Row {
  const body = without(only(row, AGENT), [], 'drop');
  const { agent } = body;
  return isRow(agent) ? { ...body, agent: without(agent, [], 'drop') } : body;
}
