/** The demo's command line. */
import { parseArgs } from 'node:util';
import { AppError, errorText } from '#kernel';

export interface DemoArguments {
  readonly json: boolean;
  /** SIP URI to call instead of the simulated callee. */
  readonly to: string | null;
}

export const USAGE = 'npm run demo -- [--json] [--to sip:user@host:port]';

/** @throws AppError `arguments-invalid` */
export function readArguments(args: readonly string[]): DemoArguments {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false }, to: { type: 'string' } },
    });
    if (values.to !== undefined && !/^sip:[^\s@]+(@\S+)?$/i.test(values.to))
      throw new AppError({
        code: 'arguments-invalid',
        status: 400,
        param: '--to',
        message: `--to takes a SIP URI such as sip:anna@192.0.2.7:5060, not "${values.to}".`,
      });
    return { json: values.json, to: values.to ?? null };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError({ code: 'arguments-invalid', status: 400, message: errorText(cause), cause });
  }
}
