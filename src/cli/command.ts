/** What a command is. */
import type { Config } from '#config';

/** Where a command writes; `error` is for people, `out` for what a program may read. */
export interface Terminal {
  out(line: string): void;
  error(line: string): void;
}

/** What a command is given. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Reads environment and file. @throws AppError `config-invalid` */
  config(): Config;
}

export interface Command {
  readonly name: string;
  /** How it is called, after `parley`; several forms on lines of their own, with `parley`. */
  readonly usage: string;
  /** One line for `help`. */
  readonly summary: string;
  /** More of it, for `help COMMAND`: options and examples. */
  readonly details?: string;
  /** @returns the exit code */
  run(args: readonly string[], context: CommandContext): Promise<number>;
}
