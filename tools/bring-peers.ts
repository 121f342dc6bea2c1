/**
 * The real peers of the tests: SIP phones, synthesizers of other voices and a PostgreSQL server, all from Debian.
 * `node tools/bring-peers.ts` installs what is missing when it may, else prints the one line to type and exits 1.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

interface Peer {
  /** Debian packages that bring it. */
  readonly packages: readonly string[];
  readonly isThere: () => boolean;
}

const peers: readonly Peer[] = [
  { packages: ['sip-tester'], isThere: () => inPath('sipp') },
  { packages: ['baresip-core'], isThere: () => inPath('baresip') },
  {
    packages: ['kamailio', 'kamailio-tls-modules'],
    isThere: () =>
      inPath('kamailio') &&
      list('/usr/lib').some((machine) => readable(`/usr/lib/${machine}/kamailio/modules/tls.so`)),
  },
  { packages: ['openssl'], isThere: () => inPath('openssl') },
  { packages: ['sox', 'libsox-fmt-base'], isThere: () => inPath('sox') },
  { packages: ['espeak-ng'], isThere: () => inPath('espeak-ng') },
  {
    packages: ['festival', 'festvox-kallpc16k'],
    isThere: () => inPath('text2wave') && readable('/usr/share/festival/voices/english/kal_diphone'),
  },
  {
    packages: ['postgresql'],
    isThere: () =>
      list('/usr/lib/postgresql').some((version) => readable(`/usr/lib/postgresql/${version}/bin/initdb`)),
  },
];

/** Brings every peer; `false` when one is missing and could not be installed (the reason has been printed). */
export function bringPeers(): boolean {
  const missing = missingPackages();
  if (missing.length === 0) return true;
  console.error(`The tests need these Debian packages: ${missing.join(' ')}`);
  const prefix = rootPrefix();
  if (!inPath('apt-get') || !prefix) {
    console.error(`Install them, then run the tests again:\n  ${typedLine(missing)}`);
    return false;
  }
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...missing];
  for (const command of [['apt-get', 'update', '-q'], install]) {
    if (run([...prefix, ...command])) continue;
    console.error(`"${command.join(' ')}" failed. Install them yourself:\n  ${typedLine(missing)}`);
    return false;
  }
  if (missing.includes('kamailio')) stopDaemon(prefix, 'kamailio');
  const left = missingPackages();
  if (left.length > 0) console.error(`Installed, and still not found: ${left.join(' ')}`);
  return left.length === 0;
}

/** Debian starts some of them as a service; ours run in a folder of their own, and nobody else's port is to be taken. */
function stopDaemon(prefix: readonly string[], service: string): void {
  if (inPath('systemctl') && readable('/run/systemd/system'))
    run([...prefix, 'systemctl', 'disable', '--now', service]);
}

function missingPackages(): string[] {
  return peers.filter((peer) => !peer.isThere()).flatMap((peer) => peer.packages);
}

/** How to become root: nothing when we are, `sudo` when it asks for no password, null when we may not. */
function rootPrefix(): readonly string[] | null {
  if (process.getuid?.() === 0) return [];
  const asks = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
  return asks.status === 0 ? ['sudo', '-n'] : null;
}

/** Output goes to standard error: what runs us may print a report on standard output. */
function run([program, ...args]: readonly string[]): boolean {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(program!, args, { stdio: ['ignore', 2, 2], env: environment }).status === 0;
}

function typedLine(packages: readonly string[]): string {
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

function inPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => readable(join(folder, program)));
}

function readable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false; // not there, or not for us: either way it has to be brought
  }
}

function list(folder: string): string[] {
  return readable(folder) ? readdirSync(folder) : [];
}

if (process.argv[1] === import.meta.filename) process.exitCode = bringPeers() ? 0 : 1;
