/** HappyRobot v1: use cases with their prompts, agents, models by their names, numbers with their routes, tools. */
import { parseId, type Id } from '#kernel';
import { numberOf, type Taking } from '../taking.ts';
import { isRow, only, rowsOf, textOf, without, type Row } from '../rows.ts';

const OURS = '/dial/api/v1';
/** What a PATCH of a use case takes. */
const USE_CASE = [
  ...[
    'name',
    'transfer_number',
    'extract_with_ai',
    'classification_tags',
    'language',
    'work_start',
    'work_end',
  ],
  ...['timezone', 'detailed_work_hours', 'enable_detailed_work_hours', 'generic_after_hours_message'],
  ...[
    'keywords',
    'hooks',
    'hook',
    'params',
    'amd',
    'amd_behavior',
    'amd_messages',
    'sample_labels',
    'hidden',
  ],
  ...['evaluation_models', 'max_duration_mins', 'recorded_message_inbound', 'recorded_message_outbound'],
  ...['show_original_caller_id', 'disable_end_call_after_n_reminders'],
];
const PROMPT = ['name', 'prompt', 'first_message', 'is_default_outbound'];
const TOOL = [
  ...['use_case_id', 'type', 'name', 'description', 'data', 'prompt_id', 'default'],
  ...['generate_filler_message', 'filler_type', 'filler_description', 'filler_example'],
];

export async function importDial(taking: Taking): Promise<void> {
  const { source, ledger, step, note } = taking;
  await step('models', () => nameModels(taking));
  await step('agents', async () => {
    for await (const row of rowsOf(source, '/agents', { names: ['agents'], paging: 'none' }))
      await take(taking, 'agent', 'agent', row, '/agents', ['name', 'languages', 'voice_id'], null);
  });
  const useCases: string[] = [];
  await step('use cases', async () => {
    for await (const row of rowsOf(source, '/use-cases', { names: ['use_cases'], paging: 'none' })) {
      await take(taking, 'use case', 'agent', row, '/use-cases', USE_CASE, '/use-cases');
      const id = textOf(row, 'id');
      if (id !== null) useCases.push(id);
    }
  });
  await step('prompts', async () => {
    for (const useCase of useCases) {
      if (!ledger.dryRun && (await ledger.known('agent', useCase)) === null) continue;
      const path = `/use-cases/${encodeURIComponent(useCase)}/prompts`;
      for await (const row of rowsOf(source, path, { names: ['prompts'], paging: 'none' }))
        await take(taking, 'prompt', 'agent-version', row, path, PROMPT, '/prompts');
    }
  });
  await step('tools', async () => {
    for await (const row of rowsOf(source, '/tools', { names: ['tools'], paging: 'none' }))
      await take(taking, 'tool', 'tool', row, '/tools', TOOL, null);
  });
  await step('numbers', async () => {
    for await (const row of rowsOf(source, '/numbers', { names: ['numbers'], paging: 'none' }))
      await takeNumber(taking, row);
  });
  note(
    'Calls, transcripts and recordings stay with HappyRobot. Scheduled calls too: schedule them here anew.',
  );
  if (ledger.dryRun) note('A dry run does not judge what our own API would refuse.');
}

/** @param changeAt where a PATCH of one goes; null: the API has none */
async function take(
  { ledger }: Taking,
  noun: string,
  alias: string,
  row: Row,
  createAt: string,
  fields: readonly string[],
  changeAt: string | null,
): Promise<void> {
  const vendorId = textOf(row, 'id');
  const name = textOf(row, 'name') ?? '';
  if (vendorId === null) return ledger.skip(noun, '', name, 'It has no id.');
  const body = only(row, fields);
  await ledger.save({
    ...{ noun, alias, vendorId, name },
    create: () => ({ method: 'POST', path: OURS + createAt, body: without(body, [], 'drop') }),
    update: (id) => (changeAt === null ? null : { method: 'PATCH', path: `${OURS}${changeAt}/${id}`, body }),
    ...(noun === 'tool'
      ? { exists: async (id: Id) => (await ledger.read(`/v1/tools/${id}`)).status === 200 }
      : {}),
    // A create may take the name alone; what else it holds is set by the change.
    after: async (id, isNew) =>
      isNew && createAt === '/use-cases'
        ? ledger.note({ method: 'PATCH', path: `${OURS}/use-cases/${id}`, body }, 'Some of it was refused')
        : [],
  });
}

/** Models are the server's: the vendor's id of one names ours of the same name. */
async function nameModels({ source, ledger, note }: Taking): Promise<void> {
  const { body } = await ledger.read(`${OURS}/models`);
  const ours = new Map(
    (Array.isArray(body) ? (body as unknown[]) : []).flatMap((model) =>
      isRow(model) ? [[String(model['name']).toLowerCase(), String(model['id'])] as const] : [],
    ),
  );
  for await (const row of rowsOf(source, '/models', { names: ['models'], paging: 'none' })) {
    const [vendorId, name] = [textOf(row, 'id'), textOf(row, 'name', 'model') ?? ''];
    const id = parseId(ours.get(name.toLowerCase()) ?? '');
    if (vendorId === null) continue;
    if (id !== null) await ledger.call('model', vendorId, name, id);
    else
      ledger.skip('model', vendorId, name, 'No model of this name has a key here: POST /v1/provider-keys.');
  }
  if (ours.size === 0) note('Models: none is configured here yet, so that no `model_id` of yours means one.');
}

async function takeNumber({ ledger }: Taking, row: Row): Promise<void> {
  const vendorId = textOf(row, 'id');
  const e164 = textOf(row, 'number');
  if (vendorId === null || e164 === null)
    return ledger.skip('number', vendorId ?? '', e164 ?? '', 'It has no id or no telephone number.');
  const title = textOf(row, 'title') ?? '';
  const routes = only(row, ['use_case_id', 'agent_routes', 'model_routes']);
  await ledger.save({
    ...{ noun: 'number', alias: 'number', vendorId, name: e164 },
    create: () => ({ method: 'POST', path: '/v1/numbers', body: { e164, name: title } }),
    update: (id) => ({ method: 'PATCH', path: `/v1/numbers/${id}`, body: { name: title } }),
    adopt: () => numberOf(ledger, e164),
    after: async (id, isNew) => [
      ...(await ledger.note({ method: 'PATCH', path: `${OURS}/numbers/${id}`, body: routes }, 'Its routes')),
      ...(isNew ? ['To be done: have your carrier lead this number to Parley (docs/trunks.md).'] : []),
    ],
  });
}
