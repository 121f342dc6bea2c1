/** Debian's PostgreSQL as a peer: a fresh cluster on a unix socket, run by an unprivileged user. */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { freshFolder, startProgram, untilReady, type ProgramOptions } from './program.ts';

export interface PostgresPeer {
  /** For `DATABASE_URL`. */
  readonly url: string;
  readonly version: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** The binaries of the newest installed version. */
export function postgresBinaries(): { folder: string; version: number } {
  const versions = readdirSync('/usr/lib/postgresql').map(Number).filter(Boolean);
  const version = Math.max(...versions);
  return { folder: `/usr/lib/postgresql/${version}/bin`, version };
}

/** Makes a cluster and starts its server; the superuser and database are both `parley`. */
export async function startPostgres(): Promise<PostgresPeer> {
  const { folder: bin, version } = postgresBinaries();
  const folder = freshFolder('postgres');
  const user = unprivileged();
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  mkdirSync(data);
  for (const path of [folder, data]) if (user.uid !== undefined) chownSync(path, user.uid, user.gid!);
  const initdb = startProgram(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'parley', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { folder, ...user },
  );
  if ((await initdb.exited) !== 0) throw new Error(`initdb failed:\n${initdb.output()}`);
  const options = ['-D', data, '-k', folder, '-h', '', '-p', '5432', '-F'];
  const server = startProgram(join(bin, 'postgres'), options, { folder, ...user });
  const psql = ['-h', folder, '-U', 'parley'];
  await untilReady(server, () => existsSync(join(folder, '.s.PGSQL.5432')) && accepts(bin, psql));
  execFileSync(join(bin, 'createdb'), [...psql, 'parley']);
  return {
    url: `postgresql://parley@localhost/parley?host=${encodeURIComponent(folder)}`,
    version,
    pid: server.pid,
    async stop() {
      await server.stop();
      server.remove();
    },
  };
}

function accepts(bin: string, where: readonly string[]): boolean {
  try {
    execFileSync(join(bin, 'pg_isready'), [...where, '-d', 'postgres'], { stdio: 'ignore' });
    return true;
  } catch {
    return false; // still starting
  }
}

/** PostgreSQL refuses to run as root: root lends it the user that Debian's package made. */
function unprivileged(): ProgramOptions & { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  return { uid: idOfPostgres('-u'), gid: idOfPostgres('-g') };
}

function idOfPostgres(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}
