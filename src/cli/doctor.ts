/** `parley doctor`: looks at everything that a call needs, and says what to mend. */
import { parseArgs } from 'node:util';
import type { Config } from '#config';
import { AppError, errorText } from '#kernel';
import { askOperator, type OperatorStatus } from '#operator';
import type { Command } from './command.ts';
import { diskFindings } from './doctor/disk.ts';
import { fault, good, type Finding } from './doctor/finding.ts';
import { keysOfServer, keysOfStopped } from './doctor/keys.ts';
import { modelFindings } from './doctor/models.ts';
import { portFindings } from './doctor/ports.ts';
import { reportTrunk } from './doctor/trunk-report.ts';
import { trunkFindings } from './doctor/trunks.ts';
import { openStoreAlone } from './keys-store.ts';
import { REMOTE_HELP } from './remote/connect.ts';

const NEEDED_NODE = 24;
const MARKS = { good: 'ok  ', warning: 'warn', fault: 'FAIL' } as const;

export const doctor: Command = {
  name: 'doctor',
  usage: 'doctor [--offline] [trunk ID [--json]]',
  summary: 'Check ports, store, trunks, models and keys, and say what to mend.',
  details: `Providers are asked whether they take the configured keys; --offline asks none of them.
With a trunk a running server looks at it: names, connections and certificates, OPTIONS, registration, our offer.
${REMOTE_HELP}

  parley doctor trunk trunk_…`,
  async run(args, context) {
    if (args[0] === 'trunk') return reportTrunk(args.slice(1), context);
    const { terminal, config } = context;
    const offline = readOffline(args);
    const findings = await examine(config, offline);
    for (const { level, subject, said, mend } of findings) {
      terminal.out(`${MARKS[level]}  ${subject.padEnd(18)} ${said}`);
      if (mend) terminal.out(`      ${' '.repeat(18)} -> ${mend}`);
    }
    const faults = findings.filter((finding) => finding.level === 'fault').length;
    terminal.out(faults === 0 ? 'All is well.' : `${faults} to mend.`);
    return faults === 0 ? 0 : 1;
  },
};

/** @throws TypeError for other words; told with the usage */
function readOffline(args: readonly string[]): boolean {
  return parseArgs({ args: [...args], options: { offline: { type: 'boolean' } } }).values.offline === true;
}

async function examine(read: () => Config, offline: boolean): Promise<Finding[]> {
  const findings = [nodeFinding()];
  let config: Config;
  try {
    config = read();
  } catch (thrown) {
    const faults = thrown instanceof AppError ? thrown.faults : [];
    if (faults.length === 0) throw thrown;
    return [...findings, ...faults.map(({ param, message }) => fault('settings', `${param}:`, message))];
  }
  findings.push(good('settings', `data in ${config.dataDir}`));
  const running = await askOperator(config.dataDir, 'GET', '/status');
  return running
    ? [...findings, ...(await ofServer(running as unknown as OperatorStatus, config, offline))]
    : [...findings, ...(await ofStopped(config, offline))];
}

/** A server runs: it is asked, and its own ports are not tried. */
async function ofServer(status: OperatorStatus, config: Config, offline: boolean): Promise<Finding[]> {
  return [
    good('server', `${status.version} runs at ${status.url}, SIP at ${status.sip_address}`),
    ...status.checks.map(({ name, ok, detail = 'not ready' }) =>
      ok ? good(name, 'ready') : fault(name, detail, 'Look at the log of the server.'),
    ),
    ...(await diskFindings(config)),
    ...(await modelFindings(config, offline)),
    ...(offline ? [] : await keysOfServer(config.dataDir)),
    ...(await trunkFindings(status.trunks, config.advertise ?? config.sip.host)),
  ];
}

async function ofStopped(config: Config, offline: boolean): Promise<Finding[]> {
  return [
    good('server', 'does not run; start it with `npm start` or `npx parley serve`'),
    ...(await portFindings(config)),
    ...(await diskFindings(config)),
    ...(await modelFindings(config, offline)),
    ...(await storeFindings(config, offline)),
  ];
}

/** Opens the store as a server would, which also mends what a killed one left. */
async function storeFindings(config: Config, offline: boolean): Promise<Finding[]> {
  const where = config.databaseUrl === null ? 'embedded PostgreSQL' : 'the server of DATABASE_URL';
  let alone;
  try {
    alone = await openStoreAlone(config);
  } catch (thrown) {
    return [
      fault('store', errorText(thrown), `Mend this first: no call is taken without ${where}.`),
      ...(offline ? [] : await keysOfStopped(config)),
    ];
  }
  try {
    await alone.store.ping();
    const active = await alone.store.trunks.listActive(100);
    return [
      good('store', `${where} answers`),
      ...(offline ? [] : await keysOfStopped(config, alone.store)),
      ...(await trunkFindings(active, config.advertise ?? config.sip.host)),
    ];
  } finally {
    await alone.close();
  }
}

function nodeFinding(): Finding {
  const version = process.versions.node;
  return Number(version.split('.')[0]) >= NEEDED_NODE
    ? good('node', version)
    : fault(
        'node',
        `${version} is too old.`,
        `Use Node ${NEEDED_NODE}: run through \`npm\` or \`npx parley\`.`,
      );
}
