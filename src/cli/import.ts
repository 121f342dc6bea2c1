/** `parley import`: bring over what you have at another vendor. */
import { parseArgs } from 'node:util';
import type { Import, CreateImportBody, Parley } from '#client';
import { realClock } from '#kernel';
import type { Command, Terminal } from './command.ts';
import { connect } from './remote/connect.ts';
import { tableOf } from './remote/table.ts';

const VENDORS = ['meetzy', 'synthflow', 'dial', 'flireo'];
const LOOK_EVERY_MS = 1_000;

export const importFrom: Command = {
  name: 'import',
  usage:
    'import meetzy|synthflow|dial|flireo --from URL --key KEY [--workspace ID] [--dry-run] [--url URL] [--parley-key KEY] [--json]',
  summary: 'Bring agents, numbers, tools over from a vendor; their ids go on naming them.',
  async run(args, context) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        'parley-key': { type: 'string' },
        from: { type: 'string' },
        key: { type: 'string' },
        workspace: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const { terminal } = context;
    const { from, key, workspace } = values;
    const [vendor, ...more] = positionals;
    if (more.length > 0 || !VENDORS.includes(vendor ?? '') || from === undefined || key === undefined) {
      terminal.error(`Usage: parley ${importFrom.usage}`);
      return 2;
    }
    const client = connect(context, { url: values.url, key: values['parley-key'] });
    const begun = await client.imports.create({
      ...{ vendor: vendor as CreateImportBody['vendor'], base_url: from, key, dry_run: values['dry-run'] },
      ...(workspace === undefined ? {} : { workspace }),
    });
    const ended = await untilEnd(client, begun, terminal);
    if (values.json) terminal.out(JSON.stringify(ended));
    else report(ended).forEach((line) => terminal.out(line));
    return ended.status === 'completed' ? 0 : 1;
  },
};

/** Says each part as it begins. */
async function untilEnd(client: Parley, begun: Import, terminal: Terminal): Promise<Import> {
  let step: string | null = null;
  for (let now = begun; ; now = await client.imports.get(begun.id)) {
    if (now.status !== 'running') return now;
    if (now.step !== null && now.step !== step) terminal.error(`${now.step} …`);
    step = now.step;
    await new Promise<void>((resolve) => realClock.after(LOOK_EVERY_MS, resolve));
  }
}

/** What was done, then what is left to do. */
function report({ id, status, lines, notes, counts, fault }: Import): string[] {
  const left = lines.flatMap(({ noun, name, vendor_id, notes: own }) =>
    own.map((note) => `- ${noun} ${name || vendor_id}: ${note}`),
  );
  const done = Object.entries(counts).filter(([, count]) => count > 0);
  return [
    ...tableOf(lines, ['action', 'noun', 'vendor_id', 'id', 'name']),
    '',
    ...left,
    ...notes.map((note) => `- ${note}`),
    ...(fault === null ? [] : [`${fault.code}: ${fault.message}`]),
    `${id} ${status}: ${done.map(([action, count]) => `${count} ${action}`).join(', ') || 'nothing'}.`,
  ];
}
