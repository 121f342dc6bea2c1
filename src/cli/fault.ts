/** A fault as one line for people that says what to do, and the exit code. */
import { ParleyError, ParleyUnreachable } from '#client';
import { AppError, errorText } from '#kernel';
import type { Command } from './command.ts';

const FAILED = 1;
export const MISUSED = 2;
const REFUSED = 3;
const UNREACHABLE = 4;

export interface Fault {
  readonly line: string;
  readonly code: number;
}

/** What is no fault of ours comes with its stack, over several lines. */
export function faultOf(thrown: unknown, { name, usage }: Command): Fault {
  if (isMisuse(thrown)) {
    const several = usage.includes('\n') ? `Try \`parley ${name} --help\`.` : `Usage: parley ${usage}`;
    return { line: `${sentence(errorText(thrown))} ${several}`, code: MISUSED };
  }
  if (thrown instanceof ParleyError)
    return {
      line: [
        sentence(thrown.message),
        mendOf(thrown),
        `(${[thrown.code, thrown.requestId].filter(Boolean).join(', ')})`,
      ]
        .filter(Boolean)
        .join(' '),
      code: REFUSED,
    };
  if (thrown instanceof ParleyUnreachable)
    return {
      line: `${sentence(thrown.message)} Start it with \`parley serve\`, or name another server by --url or PARLEY_URL.`,
      code: UNREACHABLE,
    };
  if (thrown instanceof AppError) return { line: thrown.message, code: FAILED };
  return { line: (thrown as Error)?.stack ?? errorText(thrown), code: FAILED };
}

/** Where the server's own words leave open what to do here. */
function mendOf({ status, code }: ParleyError): string {
  if (status === 401) return 'Give another key by --key or PARLEY_KEY; `parley keys create` makes one.';
  if (code === 'unknown') return 'Is it Parley that answers at --url or PARLEY_URL?';
  return '';
}

/** What `parseArgs` throws for an option it does not know. */
function isMisuse(thrown: unknown): boolean {
  return String((thrown as { code?: unknown } | null)?.code).startsWith('ERR_PARSE_ARGS');
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
