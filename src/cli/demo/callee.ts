/** The demo's callee: a program of its own, started and ended by us. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { AppError, type Closable } from '#kernel';
import { demoAnswers, demoCalleeVoice } from './playbook.ts';

export interface DemoCallee extends Closable {
  /** `sip:callee@127.0.0.1:port`. */
  readonly sip: string;
}

/** Starts it and waits until it listens. @throws AppError `callee-failed` with what it wrote last */
export async function startCallee(): Promise<DemoCallee> {
  const entry = new URL(`../../simulation/callee-process${extname(import.meta.url)}`, import.meta.url);
  const says = demoAnswers.flatMap((text) => ['--say', text]);
  const child = spawn(process.execPath, [fileURLToPath(entry), '--voice', demoCalleeVoice, ...says], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const first = once(createInterface(child.stdout), 'line') as Promise<[string]>;
  const line = await Promise.race([first, gone.then(() => null)]);
  if (line === null)
    throw new AppError({
      code: 'callee-failed',
      status: 500,
      message: `The simulated callee ended with ${child.exitCode} before it could be called; its words are above.`,
    });
  return {
    ...(JSON.parse(line[0]) as { sip: string }),
    async close() {
      child.stdin.end();
      await gone;
    },
  };
}
