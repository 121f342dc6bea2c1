/** The services behind tools against servers that speak their APIs: happy paths, and every fault as one ModelError. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { silentLogger } from '#kernel';
import { ModelError, type HttpClient, type ModelFault } from '#models';
import { createOutboundHttp, toolServices } from '#providers';
import { CAL_EVENT, CAL_KEY, startCalCom } from './cal-com.ts';
import { GHL_CALENDAR, GHL_KEY, GHL_LOCATION, startGoHighLevel } from './gohighlevel.ts';
import { MCP_TOKEN, startMcp, type McpServerOptions } from './mcp.ts';
import type { ToolFault } from './server.ts';
import { startTwilio, TWILIO_ACCOUNT, TWILIO_TOKEN } from './twilio.ts';

const http: HttpClient = createOutboundHttp({ allowNetworks: ['127.0.0.0/8'], logger: silentLogger });
const { signal } = new AbortController();
const SLOTS = ['2026-11-24T09:00:00Z', '2026-11-24T15:30:00Z', '2027-01-10T10:00:00Z'];
const range = {
  from: Date.parse('2026-11-23T00:00:00Z'),
  to: Date.parse('2026-12-01T00:00:00Z'),
  timeZone: 'Europe/Madrid',
};
const wish = {
  ...{ at: Date.parse(SLOTS[1]!), name: 'Anna Lopez', email: 'anna@example.com' },
  ...{ phone: '+34600111222', notes: 'First visit', timeZone: 'Europe/Madrid' },
};

/** What each fault comes to. */
const FAULTS: Readonly<Record<ToolFault, ModelFault>> = {
  unauthorized: 'auth',
  'rate-limit': 'rate-limit',
  malformed: 'protocol',
  slow: 'timeout',
  broken: 'connectivity',
};

async function calCom(t: TestContext, key = CAL_KEY) {
  const server = await startCalCom(SLOTS);
  t.after(() => server.stop());
  const calendar = toolServices.calendar('cal_com', {
    http,
    url: server.url,
    key,
    calendar: String(CAL_EVENT),
    timeoutMs: 300,
  });
  return { server, calendar, act: () => calendar.freeSlots(range, signal) };
}

async function goHighLevel(t: TestContext) {
  const server = await startGoHighLevel(SLOTS);
  t.after(() => server.stop());
  const options = {
    http,
    url: server.url,
    key: GHL_KEY,
    calendar: GHL_CALENDAR,
    location: GHL_LOCATION,
    timeoutMs: 300,
  };
  const calendar = toolServices.calendar('gohighlevel', options);
  return { server, calendar, act: () => calendar.freeSlots(range, signal) };
}

async function twilio(t: TestContext) {
  const server = await startTwilio();
  t.after(() => server.stop());
  const messenger = toolServices.messenger({
    http,
    url: server.url,
    account: TWILIO_ACCOUNT,
    token: TWILIO_TOKEN,
    timeoutMs: 300,
  });
  const send = (to = '+34600111222') =>
    messenger.send({ from: '+15005550006', to, text: 'See you on Tuesday & bye' }, signal);
  return { server, send, act: () => send() };
}

async function mcp(t: TestContext, options: McpServerOptions = {}) {
  const server = await startMcp(options);
  t.after(() => server.stop());
  const headers = { authorization: `Bearer ${MCP_TOKEN}` };
  const tools = toolServices.toolServer({ http, url: server.url, headers, timeoutMs: 300 });
  return { server, tools, act: () => tools.list(signal) };
}

const fails = (fault: ModelFault, words?: RegExp) => (thrown: unknown) => {
  assert.ok(thrown instanceof ModelError, String(thrown));
  assert.equal(thrown.fault, fault, thrown.message);
  if (words) assert.match(thrown.message, words);
  for (const secret of [CAL_KEY, GHL_KEY, TWILIO_TOKEN, MCP_TOKEN])
    assert.doesNotMatch(thrown.message, new RegExp(secret));
  return true;
};

test('Cal.com: free slots of the range, a booking with name, e-mail and zone, a slot that is gone', async (t) => {
  const { server, calendar } = await calCom(t);
  assert.deepEqual(
    await calendar.freeSlots(range, signal),
    SLOTS.slice(0, 2).map((text) => Date.parse(text)),
  );
  assert.deepEqual(await calendar.book(wish, signal), { id: 'bk_7', status: 'accepted' });
  assert.deepEqual(server.booked, [
    {
      eventTypeId: CAL_EVENT,
      start: '2026-11-24T15:30:00.000Z',
      attendee: {
        name: 'Anna Lopez',
        timeZone: 'Europe/Madrid',
        email: 'anna@example.com',
        phoneNumber: '+34600111222',
      },
      bookingFieldsResponses: { notes: 'First visit' },
    },
  ]);
  await assert.rejects(calendar.book(wish, signal), fails('bad-request', /already has booking/));
  await assert.rejects((await calCom(t, 'wrong')).act(), fails('auth'));
});

test('GoHighLevel: slots in windows of 31 days, the contact, the appointment, a slot that is gone', async (t) => {
  const { server, calendar } = await goHighLevel(t);
  const long = { ...range, to: range.from + 60 * 24 * 3_600_000 };
  assert.deepEqual(
    await calendar.freeSlots(long, signal),
    SLOTS.map((text) => Date.parse(text)),
  );
  assert.equal(server.asked.length, 2);
  assert.deepEqual(await calendar.book(wish, signal), { id: 'appt1', status: 'confirmed' });
  const { email, phone, name, locationId } = server.contacts[0]!;
  assert.deepEqual(
    { email, phone, name, locationId },
    { email: wish.email, phone: wish.phone, name: wish.name, locationId: GHL_LOCATION },
  );
  assert.equal(server.appointments[0]!['contactId'], 'contact1');
  await assert.rejects(calendar.book(wish, signal), fails('bad-request', /no longer available/));
});

test('Twilio: a message as a form; a number that is none is told in its own words', async (t) => {
  const { server, send } = await twilio(t);
  assert.deepEqual(await send(), { id: 'SM1', status: 'queued' });
  assert.deepEqual(server.sent, [
    { To: '+34600111222', From: '+15005550006', Body: 'See you on Tuesday & bye' },
  ]);
  await assert.rejects(send('12'), fails('bad-request', /not a valid phone number/));
});

for (const sse of [false, true])
  test(`MCP by ${sse ? 'event streams' : 'JSON'}: a session, pages of tools, calls, errors, the end`, async (t) => {
    const { server, tools } = await mcp(t, { sse });
    const listed = await tools.list(signal);
    assert.deepEqual(
      listed.map(({ name }) => name),
      ['find.customer', 'weather', 'fail'],
    );
    assert.deepEqual(listed[0]!.parameters['required'], ['phone']);
    assert.deepEqual(await tools.call('weather', {}, signal), { ok: true, result: { sky: 'clear' } });
    assert.deepEqual(await tools.call('fail', {}, signal), { ok: false, result: 'The archive is closed.' });
    await assert.rejects(tools.call('gone', {}, signal), fails('bad-request', /Unknown tool: gone/));
    // A session that the server forgot is begun anew.
    server.forget();
    assert.equal((await tools.call('weather', {}, signal)).ok, true);
    await tools.close();
    assert.deepEqual(server.ended, ['session-2']);
  });

for (const [vendor, open] of [
  ['Cal.com', calCom],
  ['GoHighLevel', goHighLevel],
  ['Twilio', twilio],
  ['MCP', mcp],
] as const)
  test(`${vendor}: each fault is one error, without secrets`, async (t) => {
    const { server, act } = await open(t);
    for (const [fault, expected] of Object.entries(FAULTS) as [ToolFault, ModelFault][]) {
      server.fault = fault;
      await assert.rejects(act(), fails(expected), `${vendor} ${fault}`);
    }
    server.fault = null;
    await act();
  });
