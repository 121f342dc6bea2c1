/** A prompt agent that uses tools on a real call: secrets arrive where they belong and are found nowhere else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { readClip } from '../../fixtures/speech/clips.ts';
import { startBaresip } from '../peers/baresip.ts';
import { startLlm, type ChatCompletionRequest, type ChatReply } from '../peers/llm-server.ts';
import { startPostgres } from '../peers/postgres.ts';
import { freshFolder } from '../peers/program.ts';
import { CAL_EVENT, CAL_KEY, startCalCom } from '../vendors/tools/cal-com.ts';
import { MCP_TOKEN, startMcp } from '../vendors/tools/mcp.ts';
import { bearer, json, serveTools } from '../vendors/tools/server.ts';
import { answerQuestions, eventsOf } from './recorded.ts';
import { clientOf, serve } from './served.ts';

const ORDER_TOKEN = 'order-token-0123456789abcdef';
const SLOW_MS = 4_000;
const DAY_MS = 24 * 3_600_000;

/** A tenant's own server: asks for its token, and takes its time. */
function startOrders() {
  return serveTools((asked, response) => {
    if (bearer(asked) !== ORDER_TOKEN) return json(response, 401, { message: 'No.' });
    setTimeout(
      () => json(response, 200, { status: 'shipped', you_sent: asked.headers.authorization }),
      SLOW_MS,
    );
  }, '/orders');
}

/** Looks up, asks the tool server, finds a slot, books it, takes its leave: by the results that it has. */
const uses = ({ messages }: ChatCompletionRequest): ChatReply => {
  const told = JSON.parse(messages.at(-1)!.role === 'tool' ? messages.at(-1)!.content! : 'null') as {
    slots?: { slot: string }[];
  };
  switch (messages.filter(({ role }) => role === 'tool').length) {
    case 0:
      return { calls: [{ name: 'order_status', arguments: { order: '7' } }] };
    case 1:
      return { calls: [{ name: 'crm_find_customer', arguments: { phone: '+34600111222' } }] };
    case 2:
      return { calls: [{ name: 'book_appointment_slots', arguments: {} }] };
    case 3:
      return { calls: [{ name: 'book_appointment_book', arguments: { slot: told.slots![0]!.slot } }] };
    default:
      return { text: 'Your visit is booked. Goodbye.', calls: [{ name: 'end_call', arguments: {} }] };
  }
};

test(
  'looks up with a token, asks a tool server, books a visit; a slow tool gets its filler',
  { timeout: 120_000 },
  async (context) => {
    const slot = new Date(
      Math.ceil((Date.now() + 2 * DAY_MS) / DAY_MS) * DAY_MS + 9 * 3_600_000,
    ).toISOString();
    const [orders, crm, cal, llm, phone, database] = await Promise.all([
      startOrders(),
      startMcp({ sse: true }),
      startCalCom([slot]),
      startLlm(uses),
      startBaresip({ codec: 'PCMU' }),
      startPostgres(),
    ]);
    for (const it of [orders, crm, cal, llm, phone]) context.after(() => it.stop());
    const environment = {
      ...{ PARLEY_DATA_DIR: freshFolder('tools'), PARLEY_HTTP: '127.0.0.1:0', PARLEY_SIP: '127.0.0.1:0' },
      ...{ DATABASE_URL: database.url, PARLEY_LLM_URL: llm.url, PARLEY_LLM_MODEL: 'small' },
      ...{ PARLEY_ALLOW_NETWORKS: '127.0.0.0/8', PARLEY_LOG: 'debug' },
    };
    const served = await serve(environment);
    context.after(async () => {
      await served.stop();
      await database.stop();
    });
    const client = await clientOf(served, environment);
    const tools = [
      {
        ...{ type: 'http', name: 'order_status', description: 'Looks up an order.', url: orders.url },
        auth: { type: 'bearer', token: ORDER_TOKEN },
        parameters: { type: 'object', properties: { order: { type: 'string' } }, required: ['order'] },
        speech: { during: ['Still looking.'], during_after_ms: 1000 },
      },
      { type: 'mcp', name: 'crm', url: crm.url, auth: { type: 'bearer', token: MCP_TOKEN } },
      {
        type: 'book_appointment',
        provider: 'cal_com',
        key: CAL_KEY,
        calendar: String(CAL_EVENT),
        url: cal.url,
      },
      { type: 'end_call' },
    ];
    const agent = {
      name: 'Desk',
      language: 'en-US',
      voice: { id: 'rms' },
      prompt: 'You help {{name}}.',
      tools,
    };
    const made = await client.post('/v1/agents', {
      ...agent,
      greeting: 'Hello {{name}}, shall I look it up?',
    });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    assert.deepEqual(
      made.body['tools'].map((tool: any) => tool.auth?.token ?? tool.key),
      ['***', '***', '***', undefined],
    );
    // Written back as it was read, with another prompt: the secrets stay.
    const patched = await client.patch(`/v1/agents/${made.body['id']}`, {
      tools: made.body['tools'],
      prompt: 'You help {{name}} kindly.',
    });
    assert.equal(patched.status, 200, JSON.stringify(patched.body));
    const version = await client.post(`/v1/agents/${made.body['id']}/versions`, { production: true });
    assert.equal(version.body['config'].tools[0].auth.token, '***');

    const person = { name: 'Anna Lopez', email: 'anna@example.com', time_zone: 'Europe/Madrid' };
    const call = await client.post('/v1/calls', { agent_id: made.body['id'], to: phone.uri, person });
    assert.equal(call.status, 201, JSON.stringify(call.body));
    const id = call.body['id'] as string;
    await answerQuestions(client, id, phone, readClip('yes_works_slt'));
    const ended = await client.settled(id, 60_000);
    const events = await eventsOf(client, id);
    assert.equal(ended['outcome'].end_reason.code, 'agent-hung-up', JSON.stringify(ended['outcome']));
    const said = ended['turns'].map(
      ({ who, text }: { who: string; text: string }) => `${who}: ${text}`,
    ) as string[];
    assert.deepEqual(said.slice(2), ['agent: Still looking.', 'agent: Your visit is booked. Goodbye.']);

    // Everything arrived, with its proof.
    assert.deepEqual(
      orders.asked.map((asked) => [bearer(asked), JSON.parse(asked.body)]),
      [[ORDER_TOKEN, { order: '7' }]],
    );
    assert.deepEqual(crm.called, [{ name: 'find.customer', arguments: { phone: '+34600111222' } }]);
    assert.equal(cal.booked.length, 1);
    const { start, attendee } = cal.booked[0] as { start: string; attendee: Record<string, string> };
    assert.equal(start, slot);
    assert.deepEqual(
      [attendee['name'], attendee['email'], attendee['timeZone']],
      [person.name, person.email, person.time_zone],
    );
    const results = events
      .filter(({ type }) => type === 'tool-finished')
      .map(({ data }) => [data['tool'], data['ok']]);
    assert.deepEqual(results, [
      ['order_status', true],
      ['crm_find_customer', true],
      ['book_appointment_slots', true],
      ['book_appointment_book', true],
    ]);
    // What was asked ahead, in a pause of the callee's sentence, has no result yet.
    const told = llm.requests.map(({ messages }) => messages.at(-1)!).filter(({ role }) => role === 'tool');
    const offered = JSON.parse(told[2]!.content!) as {
      time_zone: string;
      slots: { spoken: string }[];
    };
    assert.equal(offered.time_zone, 'Europe/Madrid');
    assert.match(offered.slots[0]!.spoken, /day, \w+ \d+ at \d+:\d\d [AP]M/);
    // What the server repeated of the token came to the model without it.
    assert.match(told[0]!.content!, /"you_sent":"Bearer \*\*\*"/);

    // And nowhere else: not in the log of events, the database, the process's own log, or what the model was told.
    const places = {
      events: JSON.stringify(events),
      reads: JSON.stringify([ended, (await client.get(`/v1/agents/${made.body['id']}`)).body, version.body]),
      model: JSON.stringify(llm.requests),
      log: served.output(),
      database: await dump(database.url),
    };
    for (const [place, text] of Object.entries(places)) {
      assert.ok(text.length > 100, place);
      for (const secret of [ORDER_TOKEN, MCP_TOKEN, CAL_KEY])
        assert.ok(!text.includes(secret), `${secret} is in ${place}`);
    }
    assert.match(places.database, /sealed:v1\./);
  },
);

/** Every row of every table, as text. */
async function dump(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
    );
    const texts: string[] = [];
    for (const { name } of tables.rows) {
      const rows = await client.query<{ text: string }>(`SELECT row_to_json(t)::text AS text FROM ${name} t`);
      texts.push(...rows.rows.map(({ text }) => text));
    }
    return texts.join('\n');
  } finally {
    await client.end();
  }
}
