/** Numbers, and the pools of agents. */
import assert from 'node:assert/strict';
import type { Id } from '#kernel';
import { api, ask, create, detail, number, read, table, type Json } from './world.ts';

export const [numberRows, row] = table();

row('a pool: attached by number or slug, first one shown, detached', async () => {
  const [one, two, id] = [await number(), await number(), await create()];
  assert.deepEqual(await ask('PUT', `/assistants/${id}/phone_numbers`, { phone_numbers: [one, one] }), {
    status: 'ok',
  });
  await ask('PUT', `/assistants/${id}/phone_numbers`, { phone_number_slugs: [two.slice(1)] });
  const shown = await read(id);
  assert.deepEqual(shown['attached_phone_numbers'], [
    { number: one, sid: null, slug: one.slice(1) },
    { number: two, sid: null, slug: two.slice(1) },
  ]);
  assert.equal(shown['phone_number'], one);
  await ask('DELETE', `/assistants/${id}/phone_numbers/${one.slice(1)}`);
  assert.equal((await read(id))['phone_number'], two);
  await ask('DELETE', `/assistants/${id}/phone_numbers/${one.slice(1)}`, undefined, 404);
  await ask(
    'PUT',
    `/assistants/${id}/phone_numbers`,
    { phone_numbers: [one], phone_number_slugs: [one] },
    400,
  );
});

row('a number answers for one inbound agent, and is shown by many outbound ones', async () => {
  const e164 = await number();
  const attach = (id: Id, status = 200) =>
    ask('PUT', `/assistants/${id}/phone_numbers`, { phone_numbers: [e164] }, status);
  const first = await create({ type: 'inbound' });
  await attach(first);
  assert.equal((await api.store.numbers.findByE164(api.organization.id, e164))?.agentId, first);
  await attach(await create({ type: 'inbound' }), 400);
  await attach(await create());
  await attach(await create());
  const { response } = (await ask('GET', '/numbers?workspace=w&limit=100&is_available=true')) as {
    response: { phone_numbers: Json[] };
  };
  assert.ok(!response.phone_numbers.some((one) => one['number'] === e164));
});

row('a call shows a number of its agent and no other', async () => {
  const [own, other, id] = [await number(), await number(), await create()];
  await ask('PUT', `/assistants/${id}/phone_numbers`, { phone_numbers: [own] });
  const body = { model_id: id, phone: '+15550100002', name: 'A' };
  await ask('POST', '/calls', { ...body, from_phone_number: own });
  const told = detail(await ask('POST', '/calls', { ...body, from_phone_number: other }, 400));
  assert.match(String(told['description']), /from_phone_number: Is not a number attached/);
});

row('numbers: read, changed with their trunk, deleted', async () => {
  const e164 = await number();
  const slug = e164.slice(1);
  await ask('PATCH', `/numbers/${slug}`, { friendly_name: 'Desk', trunk_username: 'u', trunk_pwd: 'p' });
  const shown = await ask('GET', `/numbers/${slug}?workspace=w`);
  assert.deepEqual(
    [shown['slug'], shown['phone_number'], shown['friendly_name'], shown['sip_auth_username'], shown['sid']],
    [slug, e164, 'Desk', 'u', null],
  );
  const kept = await api.store.numbers.findByE164(api.organization.id, e164);
  assert.equal(
    (await api.store.trunks.get(api.organization.id, kept!.trunkId!))?.uri,
    'sip:trunk.example.com',
  );
  await ask('DELETE', `/numbers/${slug}`);
  await ask('GET', `/numbers/${slug}?workspace=w`, undefined, 404);
  await ask('GET', '/numbers', undefined, 400);
});

row('custom-numbers refuses what misses its trunk', async () => {
  const body = { workspace_id: 'w', phone_number: '+34600999888' };
  await ask('POST', '/custom-numbers', body, 400);
  await ask('POST', '/custom-numbers', { ...body, provider_name: 'zoom', uac_enabled: true }, 400);
  await ask('POST', '/custom-numbers', { ...body, provider_name: 'zoom' });
});

row('uac_enabled registers the trunk with its user name; what another API set there stays', async () => {
  const { organization, store } = api;
  const e164 = '+34600999777';
  const carrier = { trunk_username: 'u', trunk_pwd: 'p', uac_enabled: true, uac_register_expires: 120 };
  await ask('POST', '/custom-numbers', {
    ...{ workspace_id: 'w', phone_number: e164, termination_uri: 'sip:trunk.example.com' },
    ...carrier,
  });
  const trunk = async () => {
    const kept = await store.numbers.findByE164(organization.id, e164);
    return (await store.trunks.get(organization.id, kept!.trunkId!))!;
  };
  const made = await trunk();
  assert.deepEqual(made.settings, { registration: { enabled: true, expires_s: 120 } });
  await store.trunks.update(organization.id, made.id, { settings: { ...made.settings, dtmf: 'info' } });
  const path = `/numbers/${e164.slice(1)}`;
  await ask('PATCH', path, { sip_outbound_proxy: 'proxy.example.com:5070', uac_register_expires: 300 });
  const proxied = await trunk();
  assert.deepEqual(
    [proxied.id, proxied.uri, proxied.username, proxied.settings],
    [
      made.id,
      'sip:proxy.example.com:5070',
      'u',
      {
        ...{ dtmf: 'info', from_domain: 'trunk.example.com' },
        registration: { enabled: true, expires_s: 300 },
      },
    ],
  );
  await ask('PATCH', path, { uac_enabled: false });
  const shown = await ask('GET', `${path}?workspace=w`);
  assert.deepEqual([shown['uac_enabled'], shown['uac_register_expires']], [false, 300]);
  const nobody = (await number()).slice(1);
  await ask('PATCH', `/numbers/${nobody}`, { uac_enabled: true }, 400);
  assert.equal((await ask('GET', `/numbers/${nobody}?workspace=w`))['uac_enabled'], false);
});
