/** The `parley` program. */
import { loadConfig } from '#config';
import { run } from './run.ts';

process.exitCode = await run(process.argv.slice(2), {
  terminal: {
    out: (line) => void process.stdout.write(`${line}\n`),
    error: (line) => void process.stderr.write(`${line}\n`),
  },
  config: () => loadConfig(),
});
