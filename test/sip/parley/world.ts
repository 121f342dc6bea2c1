/** One Parley for all journeys of this folder, and the calls that go out of it and come into it. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import type { TestContext } from 'node:test';
import { runParley, sayer, type Running } from '../../journeys/parley.ts';
import { eventsOf, until, type CallEventView } from '../../journeys/recorded.ts';
import { startBaresip, type BaresipOptions, type BaresipPeer } from '../../peers/baresip.ts';
import { makeAuthority, type Authority } from '../../peers/certificates.ts';
import { freePorts } from '../../peers/ports.ts';
import { freshFolder } from '../../peers/program.ts';

export interface World {
  readonly running: Running;
  /** `127.0.0.1:port`, TLS; its certificate is of `authority`. */
  readonly tlsAddress: string;
  readonly authority: Authority;
  close(): Promise<void>;
}

/** What one journey is called, and what it does. */
export type Journey = readonly [name: string, run: (world: World, context: TestContext) => Promise<void>];

export async function openWorld(): Promise<World> {
  const folder = freshFolder('sip-parley');
  const authority = makeAuthority(folder);
  const own = authority.issue('parley', ['IP:127.0.0.1']);
  const port = await freePorts(2);
  const running = await runParley({
    sipTransports: {
      tcp: true,
      tls: {
        listen: { host: '127.0.0.1', port },
        certificate: { cert: own.certificate, key: own.key },
        ca: authority.file,
        ...{ clients: 'any', minVersion: 'TLSv1.2' },
      },
      strangers: 'serve',
    },
  });
  return {
    ...{ running, tlsAddress: `127.0.0.1:${port}`, authority },
    async close() {
      await running.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export interface Talk {
  readonly id: string;
  events(): Promise<CallEventView[]>;
  /** When the log holds it. */
  has(type: string): Promise<void>;
  ended(): Promise<Record<string, any>>;
}

function talkOf({ running: { client } }: World, id: string): Talk {
  const events = (): Promise<CallEventView[]> => eventsOf(client, id);
  const has = (type: string): Promise<void> =>
    until(async () => (await events()).some((event) => event.type === type));
  return { id, events, has, ended: () => client.settled(id, 40_000) };
}

/** A trunk with that one gateway. @returns its id */
export async function trunkTo(
  { running }: World,
  address: string,
  settings: Record<string, unknown> = {},
): Promise<string> {
  const { status, body } = await running.client.post('/v1/trunks', {
    name: `Trunk to ${address}`,
    gateways: [{ uri: `sip:${address}` }],
    ...settings,
  });
  assert.equal(status, 201, JSON.stringify(body));
  return body['id'];
}

/** Calls that number through a trunk at that address. */
export async function calling(
  world: World,
  to: string,
  address: string,
  { agent = sayer('Hello.'), ...settings }: Record<string, unknown> = {},
): Promise<Talk> {
  const { client } = world.running;
  const from = to.replace('+346', '+349');
  await client.post('/v1/numbers', { e164: from, trunk_id: await trunkTo(world, address, settings) });
  const made = await client.post('/v1/calls', { agent, to, from });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return talkOf(world, made.body['id']);
}

/** A number of that trunk which an agent answers that says hello and goodbye. */
export async function bind({ running: { client } }: World, e164: string, trunk: string): Promise<void> {
  const agent = await client.post('/v1/agents', sayer('Hello and goodbye.'));
  const bound = await client.post('/v1/numbers', { e164, trunk_id: trunk, agent_id: agent.body['id'] });
  assert.equal(bound.status, 201, JSON.stringify(bound.body));
}

/** The only call that came to that number, once there is one. */
export async function came(world: World, e164: string): Promise<Talk> {
  const calls = () => callsTo(world, e164);
  await until(async () => (await calls()).length > 0);
  const [call, ...others] = await calls();
  assert.equal(others.length, 0);
  return talkOf(world, call!['id']);
}

export async function callsTo({ running }: World, e164: string): Promise<Record<string, any>[]> {
  const { body } = await running.client.get('/v1/calls?direction=inbound&limit=100');
  return body['data'].filter((call: { to: string }) => call.to === e164);
}

/** A telephone that is there as long as the journey. */
export async function phoneFor(
  context: TestContext,
  options: Partial<BaresipOptions> = {},
): Promise<BaresipPeer> {
  const phone = await startBaresip({ codec: 'PCMU', ...options });
  context.after(() => phone.stop());
  return phone;
}
