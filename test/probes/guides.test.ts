/** Every curl of every guide is sent as it stands, ids and key put in, and is answered with success. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readDocs } from '../../src/api/ops/docs-folder.ts';
import { Feeder } from './feed.ts';
import { memoryWorld, quietWorld } from './shared-worlds.ts';
import type { Reply, Request, World } from './world.ts';

const BASE = /^(?:https?:\/\/)?localhost:8080/;

let whole: World;
let memory: World;
before(async () => {
  [whole, memory] = await Promise.all([quietWorld.open(), memoryWorld.open()]);
});
after(() => {
  quietWorld.leave();
  memoryWorld.leave();
});

/** The curls of a page's shell blocks, each on one line. */
function curlsOf(text: string): string[] {
  return [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) =>
    commandsOf(block!).filter((command) => /^curl\b/.test(command)),
  );
}

/** Commands of a block: a quote may go over lines, and a backslash joins them. */
function commandsOf(block: string): string[] {
  const commands = [''];
  let quote = '';
  for (const char of block.replaceAll('\\\n', ' ')) {
    if (quote === '' && char === '\n') commands.push('');
    else {
      if (char === quote) quote = '';
      else if (quote === '' && (char === '"' || char === "'")) quote = char;
      commands[commands.length - 1] += char;
    }
  }
  return commands.map((command) => command.trim());
}

/** The words of a command as a shell reads them; variables are put in outside of single quotes. */
function wordsOf(command: string, variables: Readonly<Record<string, string>>): string[] {
  const words: string[] = [];
  for (const [whole] of command.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g))
    words.push(
      whole.replace(
        /'([^']*)'|"([^"]*)"|([^'"]+)/g,
        (_, single?: string, double?: string, bare?: string) =>
          single ??
          (double ?? bare!).replace(/\$(\w+)/g, (_all, name: string) => variables[name] ?? `$${name}`),
      ),
    );
  const comment = words.findIndex((word) => word === '#');
  return comment < 0 ? words : words.slice(0, comment);
}

function requestOf(words: readonly string[]): Request {
  const headers: Record<string, string> = {};
  let [method, url, body] = ['GET', '', undefined as string | undefined];
  for (let at = 1; at < words.length; at++) {
    const word = words[at]!;
    if (word === '-X') method = words[++at]!;
    else if (word === '-H') {
      const [name, ...value] = words[++at]!.split(': ');
      headers[name!.toLowerCase()] = value.join(': ');
    } else if (word === '-d' || word === '--data') body = words[++at]!;
    else if (word === '-o') at++;
    else if (!word.startsWith('-')) url = word.replace(BASE, '');
  }
  if (body !== undefined && method === 'GET') method = 'POST';
  return { method, url, key: null, headers, ...(body === undefined ? {} : { body }) };
}

/** `$AGENT` is an agent's id: the collection whose things a variable names. */
function collectionOf(world: World, variable: string): string {
  const wanted = `${variable.toLowerCase().replaceAll('_', '-')}s`;
  const found = world.operations.find(
    ({ api, path, method }) => api === 'openapi' && method === 'POST' && path === `/v1/${wanted}`,
  );
  assert.ok(found, `no POST /v1/${wanted} makes $${variable}`);
  return found.path;
}

async function run(world: World, command: string, start: number): Promise<Reply> {
  const feeder = new Feeder(world, world.key, start);
  const variables: Record<string, string> = { KEY: world.key, PARLEY: 'http://localhost:8080' };
  for (const [, name] of command.matchAll(/\$(\w+)/g))
    if (name !== undefined && !(name in variables))
      variables[name] = String((await feeder.make(collectionOf(world, name)))['id']);
  return world.ask(requestOf(wordsOf(command, variables)));
}

/** Asked of a whole Parley; what needs a call in progress, of the API in memory. */
test('every curl of the guides works', async (t) => {
  let count = 0;
  for (const { name, text } of readDocs().values())
    for (const command of curlsOf(text)) {
      if (/event-stream/.test(command)) continue;
      count++;
      await t.test(`${name}: ${command.slice(0, 90)}`, async () => {
        const first = await run(whole, command, 200_000 + count * 100);
        const reply = first.status === 409 ? await run(memory, command, 200_000 + count * 100) : first;
        assert.ok(reply.status < 300, `${command}\n${reply.status} ${reply.text.slice(0, 500)}`);
      });
    }
  assert.ok(count >= 15, `only ${count} were found`);
});
