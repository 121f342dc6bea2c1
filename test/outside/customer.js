/**
 * A customer's program in plain JavaScript, with nothing but the package: an agent, a call, its events to the end, its
 * webhook, and a webhook that is none. Tells as JSON what it saw.
 */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Parley, ParleyError, verifyWebhook, WebhookRefused } from '@parley/client';

const parley = new Parley({ url: process.env.PARLEY_URL, key: process.env.PARLEY_KEY });

/** @type {{ headers: import('node:http').IncomingHttpHeaders, body: string }[]} */
const posted = [];
let tellEnd;
const ended = new Promise((resolve) => (tellEnd = resolve));
const receiver = createServer(async (request, response) => {
  const hook = { headers: request.headers, body: await text(request) };
  posted.push(hook);
  response.end();
  if (JSON.parse(hook.body).type === 'call.ended') tellEnd(hook);
});
await new Promise((resolve) => receiver.listen(0, '127.0.0.1', () => resolve()));
const { secret, id: endpoint } = await parley.webhooks.createEndpoint({
  url: `http://127.0.0.1:${receiver.address().port}/parley`,
});

const agent = await parley.agents.create({
  name: 'Asker',
  flow: {
    start: 'ask',
    nodes: [
      {
        id: 'ask',
        type: 'ask',
        text: 'Hello. Is that fine for you?',
        slot: { type: 'yes_no', name: 'answer' },
      },
      { id: 'bye', type: 'end', text: 'Goodbye.' },
    ],
    edges: [{ from: 'ask', to: 'bye' }],
  },
});
const order = { to: process.env.CALL_TO, agent_id: agent.id, metadata: { order: 7 } };
const call = await parley.calls.create(order, { idempotencyKey: 'order-7' });
const again = await parley.calls.create(order, { idempotencyKey: 'order-7' });

const types = [];
for await (const event of parley.calls.followEvents(call.id)) types.push(event.type);
const { outcome } = await parley.calls.get(call.id);

const hook = await ended;
const message = await verifyWebhook({ ...hook, secret });
const forged = await verifyWebhook({ ...hook, body: `${hook.body} `, secret }).catch((fault) => fault);
const unknown = await parley.calls.get('call_unknown').catch((fault) => fault);
const names = [];
for await (const { name } of parley.agents.each({ limit: 1 })) names.push(name);

await parley.webhooks.deleteEndpoint(endpoint);
receiver.close();
console.log(
  JSON.stringify({
    call: call.id,
    once: again.id === call.id,
    types,
    outcome: outcome.code,
    hook: [message.type, message.call_id, message.data.call?.outcome?.code, message.data.call?.metadata],
    forged: forged instanceof WebhookRefused,
    unknown: unknown instanceof ParleyError ? [unknown.status, unknown.code] : String(unknown),
    names,
  }),
);
