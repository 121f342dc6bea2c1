/** `parley doctor trunk ID`: what a running server finds when it looks at one trunk. */
import { parseArgs } from 'node:util';
import type { CommandContext } from '../command.ts';
import { connect, REMOTE } from '../remote/connect.ts';

const MARKS = { true: 'ok  ', false: 'FAIL' } as const;

/** @returns the exit code: 0 where a call could leave. @throws AppError of the server, `key-missing` */
export async function reportTrunk(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: REMOTE });
  const { terminal } = context;
  const [id] = positionals;
  if (id === undefined) {
    terminal.error('parley: which trunk? `parley trunks list` shows their ids.');
    return 2;
  }
  const { ok, steps } = await connect(context, values).trunks.diagnose(id);
  if (values.json) terminal.out(JSON.stringify({ ok, steps }));
  else
    for (const { step, target, ok: isGood, ms, detail, mend } of steps) {
      const took = ms === null ? '' : ` (${ms} ms)`;
      terminal.out(`${MARKS[`${isGood}`]}  ${step.padEnd(12)} ${target ?? 'the trunk'}: ${detail}${took}`);
      if (mend !== null) terminal.out(`      ${' '.repeat(12)} -> ${mend}`);
    }
  if (!values.json) terminal.out(ok ? 'A call can leave.' : 'A call can not leave this way.');
  return ok ? 0 : 1;
}
