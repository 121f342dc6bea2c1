/** An agent that looks its answer up, writes a letter about the call, and knows the caller the next time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startBaresip } from '../peers/baresip.ts';
import { startLlm, type ChatCompletionRequest, type ChatReply } from '../peers/llm-server.ts';
import { MAIL_KEY, startMail } from '../vendors/mail/server.ts';
import { runParley } from './parley.ts';
import { eventsOf, until } from './recorded.ts';

const PHONE = '+34600111222';
const END = { name: 'end_call', arguments: {} };

/** Searches when the callee has spoken, then tells what was found; notes one thing of each call. */
function answer({ messages }: ChatCompletionRequest): ChatReply {
  if (messages[0]!.content!.startsWith('A telephone call has ended'))
    return { text: '{"facts":["Likes tea."]}' };
  const last = messages.at(-1)!;
  if (last.role === 'user')
    return { calls: [{ name: 'search_knowledge', arguments: { query: 'closing time' } }] };
  return {
    text: /at nine/.test(last.content ?? '') ? 'We close at nine. Goodbye.' : 'I do not know.',
    calls: [END],
  };
}

test('answers from a knowledge base, writes a letter, remembers', { timeout: 90_000 }, async (context) => {
  const [llm, mail, phone] = await Promise.all([
    startLlm(answer),
    startMail(),
    startBaresip({ codec: 'PCMU', user: PHONE }),
  ]);
  context.after(() => Promise.all([llm.stop(), mail.stop(), phone.stop()]));
  const running = await runParley({
    llm: { url: llm.url, key: 'sk-journey', model: 'small' },
    allowNetworks: ['127.0.0.0/8'],
  });
  context.after(() => running.close());
  const { client } = running;
  const make = async (path: string, body: unknown): Promise<Record<string, any>> => {
    const made = await client.post(path, body);
    assert.ok(made.status < 300, `${path}: ${JSON.stringify(made.body)}`);
    return made.body;
  };
  const base = await make('/v1/knowledge-bases', { name: 'Shop' });
  const sources = `/v1/knowledge-bases/${base['id']}/sources`;
  const source = await make(sources, { type: 'text', name: 'hours', text: 'We close at nine.' });
  const store = await make('/v1/memory-stores', { name: 'People' });
  await make('/v1/contacts', { phone: PHONE, name: 'Ana', fields: { plan: 'gold' } });
  await make('/v1/provider-keys', { provider: 'resend', key: MAIL_KEY, url: mail.url });
  const domain = await make('/v1/mail-domains', { name: 'x.test' });
  mail.records.found = true;
  assert.equal((await make(`/v1/mail-domains/${domain['id']}/verify`, {}))['state'], 'verified');
  const trunk = await make('/v1/trunks', { name: 'T', uri: 'sip:127.0.0.1:5' });
  const agent = await make('/v1/agents', {
    ...{ name: 'Shop', language: 'en-US', voice: { id: 'rms' } },
    ...{
      prompt: 'You help {{name}}.',
      greeting: 'Hello {{name}} of {{plan}}, press one.',
    },
    ...{ tools: [{ type: 'end_call' }], knowledge: { bases: [base['id']], mode: 'tool' } },
    ...{ memory: { stores: [store['id']] }, notification: { emails: ['desk@x.test'] } },
  });
  const bound = { e164: '+34910000001', trunk_id: trunk['id'], agent_id: agent['id'] };
  await make('/v1/numbers', bound);
  await until(async () => (await client.get(`${sources}/${source['id']}`)).body['state'] === 'ready');
  const call = async (): Promise<string> => {
    await phone.dial(`sip:+34910000001@${running.parley.sipAddress}`);
    let id = '';
    await until(async () => {
      const newest = (await client.get('/v1/calls')).body['data'][0];
      id = newest && newest['status'] !== 'ended' ? newest['id'] : '';
      return id !== '';
    });
    await until(async () => (await eventsOf(client, id)).some(({ type }) => type === 'agent-said'));
    // Words would cost the recogniser more than all the rest; a key asks as well.
    await phone.press('1');
    const ended = await client.settled(id);
    assert.equal(ended['turns'].at(-1).text, 'We close at nine. Goodbye.', JSON.stringify(ended['outcome']));
    await until(async () => (await eventsOf(client, id)).some(({ type }) => type === 'memory-written'));
    return id;
  };
  mail.fail(500);
  const first = await call();
  assert.match(llm.requests[0]!.messages[0]!.content!, /^You help Ana\./);
  assert.doesNotMatch(llm.requests[0]!.messages[0]!.content!, /Remembered/);
  const before = llm.requests.length;
  await call();
  assert.match(llm.requests[before]!.messages[0]!.content!, /Remembered from earlier calls.*\n- Likes tea\./);
  await until(async () => (await eventsOf(client, first)).some(({ type }) => type === 'mail-sent'));
  const sent = (await eventsOf(client, first)).find(({ type }) => type === 'mail-sent')!;
  assert.equal(sent.data['tries'], 2, 'the first one met a fault');
  const letter = mail.letters.find(({ text }) => text.includes(first))!;
  assert.deepEqual([letter.from, letter.to], ['"Shop" <calls@x.test>', ['desk@x.test']]);
  assert.match(letter.text, /agent: We close at nine\. Goodbye\./);
  const link = /Recording: (\S+)/.exec(letter.text)![1]!;
  const recording = await fetch(link);
  assert.equal(recording.status, 200);
  assert.ok((await recording.bytes()).length > 44);
});
