/** Flireo: tool and analysis templates, trunks, agents, numbers, campaigns with the leads that wait. */
import { numberOf, type Taking } from '../taking.ts';
import { isRow, only, rowsOf, textOf, without, type Row } from '../rows.ts';

const OURS = '/flireo/api/v1';
const READ_ONLY = ['id', 'org_id', 'organization_id', 'created_at', 'updated_at'];
const CAMPAIGN = [
  ...['name', 'system_message_template', 'schedule_start_time', 'schedule_end_time', 'timezone'],
];
const TRUNK = ['name', 'provider', 'address', 'outbound_address', 'host', 'port', 'transport'];

export async function importFlireo(taking: Taking): Promise<void> {
  const { step, ledger, source } = taking;
  await step('tool templates', () =>
    plain(taking, 'tool', '/tool-templates', ['tool_templates', 'toolTemplates']),
  );
  await step('analysis templates', () =>
    plain(taking, 'analysis-template', '/analysis-templates', ['analysis_templates', 'analysisTemplates']),
  );
  await step('trunks', async () => {
    for await (const row of rowsOf(source, '/sip-trunks', {
      names: ['trunks', 'sip_trunks'],
      paging: 'none',
    }))
      await takeTrunk(taking, row);
  });
  await step('agents', () => plain(taking, 'agent', '/agents', ['agents', 'assistants']));
  await step('numbers', async () => {
    for await (const row of rowsOf(source, '/numbers', { names: ['numbers'], paging: 'none' }))
      await takeNumber(taking, row);
  });
  await step('campaigns', async () => {
    for await (const row of rowsOf(source, '/campaigns', { names: ['campaigns'], paging: 'none' }))
      await takeCampaign(taking, row);
  });
  await step('keys of providers', () => nameKeys(taking));
  taking.note(
    'Mail domains: not taken, since their DNS records belong to the account that sends. Add the domain here with POST /flireo/domains and enter its records.',
  );
  taking.note(
    'Calls, usage and the balance of minutes stay with Flireo: they are its records, not settings.',
  );
  if (ledger.dryRun) taking.note('A dry run does not judge what our own API would refuse.');
}

/** Kinds whose rows are what a create takes. */
async function plain(
  { source, ledger }: Taking,
  noun: string,
  path: string,
  names: readonly string[],
): Promise<void> {
  for await (const row of rowsOf(source, path, { names, paging: 'none' })) {
    const vendorId = textOf(row, 'id');
    const name = textOf(row, 'name') ?? '';
    if (vendorId === null) ledger.skip(noun, '', name, 'It has no id.');
    else
      await ledger.save({
        ...{ noun, alias: noun, vendorId, name },
        create: () => ({ method: 'POST', path: OURS + path, body: without(row, READ_ONLY, 'drop') }),
        update: (id) => ({ method: 'PATCH', path: `${OURS}${path}/${id}`, body: without(row, READ_ONLY) }),
      });
  }
}

async function takeTrunk({ ledger }: Taking, row: Row): Promise<void> {
  const vendorId = textOf(row, 'id');
  const name = textOf(row, 'name') ?? '';
  if (vendorId === null) return ledger.skip('trunk', '', name, 'It has no id.');
  const username = textOf(row, 'auth_username', 'username');
  const address = textOf(row, 'address', 'outbound_address');
  const body = {
    ...only(row, TRUNK),
    ...(address === null ? {} : { address }),
    ...(username === null ? {} : { auth_username: username, is_active: false }),
  };
  await ledger.save({
    ...{ noun: 'trunk', alias: 'trunk', vendorId, name },
    create: () => ({ method: 'POST', path: `${OURS}/sip-trunks`, body: without(body, [], 'drop') }),
    update: () => null,
    after: async (id, isNew) =>
      isNew && username !== null
        ? [
            `To be filled in: the password of ${username}, which Flireo shows to nobody. Until PATCH /v1/trunks/${id} {"password": …, "active": true} the trunk is off.`,
          ]
        : [],
  });
}

async function takeNumber({ ledger }: Taking, row: Row): Promise<void> {
  const vendorId = textOf(row, 'id');
  const e164 = textOf(row, 'phone_number', 'number');
  if (vendorId === null || e164 === null)
    return ledger.skip('number', vendorId ?? '', e164 ?? '', 'It has no id or no telephone number.');
  const body = {
    ...only(row, ['name', 'transfer_trunk_id', 'is_active']),
    agent_id: row['agent_id'] ?? row['assistant_id'] ?? null,
  };
  await ledger.save({
    ...{ noun: 'number', alias: 'number', vendorId, name: e164 },
    create: () => ({
      method: 'POST',
      path: `${OURS}/numbers`,
      body: { phone_number: e164, ...without(body, [], 'drop') },
    }),
    update: (id) => ({ method: 'PATCH', path: `${OURS}/numbers/${id}`, body }),
    adopt: () => numberOf(ledger, e164),
    after: async (_id, isNew) =>
      isNew ? ['To be done: have your carrier lead this number to Parley (docs/trunks.md).'] : [],
  });
}

async function takeCampaign({ source, ledger }: Taking, row: Row): Promise<void> {
  const vendorId = textOf(row, 'id');
  const name = textOf(row, 'name') ?? '';
  if (vendorId === null) return ledger.skip('campaign', '', name, 'It has no id.');
  const status = textOf(row, 'status');
  if (status === 'completed' || status === 'cancelled')
    return ledger.skip('campaign', vendorId, name, `It is ${status}: nothing of it is left to do.`);
  const notes: string[] = [];
  await ledger.save({
    ...{ noun: 'campaign', alias: 'campaign', vendorId, name, notes },
    async create() {
      const leads: Row[] = [];
      let done = 0;
      const path = `/campaigns/${encodeURIComponent(vendorId)}/leads`;
      for await (const lead of rowsOf(source, path, { names: ['leads'], paging: 'offset' }))
        if ((lead['status'] ?? 'pending') === 'pending')
          leads.push(without(only(lead, ['phone_number', 'variables', 'name']), [], 'drop'));
        else done++;
      notes.push(`A draft with ${leads.length} leads; start it when Flireo's own is stopped.`);
      if (done > 0) notes.push(`${done} leads were called already, and are not taken.`);
      const body = { ...only(row, [...CAMPAIGN, 'agent_id']), leads };
      return { method: 'POST', path: `${OURS}/campaigns`, body: without(body, [], 'drop') };
    },
    update: (id) => ({ method: 'PATCH', path: `${OURS}/campaigns/${id}`, body: only(row, CAMPAIGN) }),
  });
}

async function nameKeys({ source, note }: Taking): Promise<void> {
  const body = await source.get('/byok');
  const keys = isRow(body) && isRow(body['byok_keys']) ? body['byok_keys'] : {};
  const set = Object.entries(keys).flatMap(([name, value]) =>
    value === null ? [] : [name.replace(/_secret_id$/, '')],
  );
  if (set.length > 0)
    note(
      `To be filled in: your own keys of ${set.join(', ')}, which Flireo shows to nobody. Bring them with POST /v1/provider-keys.`,
    );
}
