/** `npm run check`: every static check, each named, all run even if one fails. */
import { spawnSync } from 'node:child_process';

/** dependency-cruiser answers "no violations" when it reads nothing; fewer modules than this is a failure. */
const FEWEST_MODULES = 400;

const checks: { name: string; command: string; args: string[] }[] = [
  { name: 'types', command: 'tsc', args: ['-p', '.'] },
  { name: 'format', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'openapi', command: process.execPath, args: ['tools/openapi.ts', '--check'] },
  { name: 'client', command: process.execPath, args: ['tools/client.ts', '--check'] },
  { name: 'lint', command: 'oxlint', args: ['--quiet', '--deny-warnings'] },
  {
    name: 'arrows',
    command: 'depcruise',
    args: ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'src'],
  },
];

let failed = 0;
for (const { name, command, args } of checks) {
  const run = spawnSync(command, args, { encoding: 'utf8' });
  const text = `${run.stdout}${run.stderr}`.trim();
  const modules = name === 'arrows' ? Number(/(\d+) modules/.exec(text)?.[1] ?? 0) : Infinity;
  const ok = run.status === 0 && modules >= FEWEST_MODULES;
  if (!ok) failed++;
  console.log(
    `${ok ? 'ok  ' : 'FAIL'} ${name}${ok ? '' : `\n${text}${modules < FEWEST_MODULES ? `\nonly ${modules} modules were read` : ''}`}`,
  );
}
process.exitCode = failed === 0 ? 0 : 1;
