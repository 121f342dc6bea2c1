/** The command line as its users run it: one process a command, in a folder of theirs. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runIn, type Ran } from './install.ts';

/** `parley` with its address and key in the environment. */
export type CommandLine = (...args: readonly string[]) => Promise<Ran>;

/** @param entry an installation's `parley.js` */
export function commandLine(
  folder: string,
  entry: string,
  environment: Readonly<Record<string, string>>,
): CommandLine {
  return (...args) => runIn(folder, environment, process.execPath, entry, ...args);
}

/** The JSON that a command told. @throws AssertionError when it failed */
export async function told(parley: CommandLine, ...args: readonly string[]): Promise<any> {
  const { code, out, error } = await parley(...args, '--json');
  assert.equal(code, 0, `parley ${args.join(' ')}: ${error}`);
  return JSON.parse(out);
}

const AGENT = `name: Reception
flow:
  start: bye
  nodes:
    - { id: bye, type: end, text: Goodbye. }
  edges: []
`;

/** Agents in files: pushed, and pulled as they are. @returns the agent's id */
export async function pushAndPull(parley: CommandLine, folder: string): Promise<string> {
  writeFileSync(join(folder, 'reception.yaml'), AGENT);
  const [pushed] = await told(parley, 'agents', 'push', 'reception.yaml', '--publish', 'first');
  assert.equal(pushed.act, 'create');
  assert.equal((await parley('agents', 'pull', 'pulled', '--agent', pushed.id)).code, 0);
  assert.deepEqual(readdirSync(join(folder, 'pulled')), ['reception.yaml']);
  assert.match(readFileSync(join(folder, 'pulled', 'reception.yaml'), 'utf8'), /text: Goodbye\./);
  const again = await parley('agents', 'push', 'pulled');
  assert.match(again.out, /^unchanged/, again.error);
  return pushed.id;
}

/** A call that is followed to its end. @returns its id */
export async function placeCall(
  parley: CommandLine,
  agent: string,
  to: string,
  expected: { readonly code: string; readonly exit: number },
): Promise<string> {
  const followed = await parley('calls', 'create', '--to', to, '--agent', agent, '--follow', '--json');
  assert.equal(followed.code, expected.exit, followed.error);
  const lines = followed.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const call = lines.at(-1);
  assert.equal(call.outcome.code, expected.code);
  assert.ok(lines.some(({ type }) => type === 'call-ended'));
  return call.id;
}

/** Everything else that speaks to a server. */
export async function walkResources(parley: CommandLine, agent: string, call: string): Promise<void> {
  assert.ok((await told(parley, 'calls', 'list')).some(({ id }: { id: string }) => id === call));
  assert.equal((await told(parley, 'calls', 'get', call)).id, call);
  assert.match((await parley('calls', 'events', call)).out, /call-ended/);
  assert.match((await parley('logs')).out, new RegExp(`${call} .*call-accepted`));
  const trunk = await told(
    ...([parley, 'trunks', 'create', '--set', 'name=Office', '--set', 'uri=sip:127.0.0.1:9'] as const),
  );
  assert.equal((await told(parley, 'trunks', 'update', trunk.id, '--set', 'concurrency=3')).concurrency, 3);
  const number = await told(
    ...([parley, 'numbers', 'create', '--set', 'e164="+34910000001"'] as const),
    ...['--set', `trunk_id=${trunk.id}`],
  );
  assert.match((await parley('numbers', 'list')).out, /\+34910000001/);
  const campaign = await told(
    ...([parley, 'campaigns', 'create', '--set', 'name=Spring', '--set', `agent_id=${agent}`] as const),
  );
  assert.equal((await told(parley, 'campaigns', 'get', campaign.id)).status, 'draft');
  assert.equal((await parley('campaigns', 'delete', campaign.id)).code, 0);
  assert.equal((await parley('numbers', 'delete', number.id)).code, 0);
  assert.equal((await parley('trunks', 'delete', trunk.id)).code, 0);
}

/** Faults are one line each, with the mend. */
export async function walkFaults(parley: CommandLine): Promise<void> {
  const faults: readonly (readonly [number, RegExp, readonly string[]])[] = [
    [3, /call-unknown/, ['calls', 'get', 'call_none']],
    [3, /--key|PARLEY_KEY/, ['agents', 'list', '--key', 'pk_test_wrong']],
    [4, /PARLEY_URL|--url/, ['agents', 'list', '--url', 'http://127.0.0.1:9']],
  ];
  for (const [code, says, args] of faults) {
    const ran = await parley(...args);
    assert.equal(ran.code, code, ran.error);
    assert.match(ran.error, says);
    assert.equal(ran.error.trim().split('\n').length, 1, ran.error);
    assert.equal(ran.out, '');
  }
}

/** @returns the backup's file */
export async function backUp(parley: CommandLine, folder: string): Promise<string> {
  const file = join(folder, 'parley.backup');
  const { lines } = await told(parley, 'backup', file);
  assert.ok(lines > 10 && existsSync(file));
  return file;
}
