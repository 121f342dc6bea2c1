/** What a client throws. */
import type { ErrorCode } from './generated/error-codes.ts';

/** One field that was refused. */
export interface FieldProblem {
  readonly param: string;
  readonly message: string;
  readonly rule?: string;
}

/** An answer of 400 or above, with the members of its problem details (RFC 9457). */
export class ParleyError extends Error {
  override readonly name = 'ParleyError';
  /** HTTP status. */
  readonly status: number;
  /**
   * Stable; one page each below `/docs/errors/`. `unknown` when the answer was no problem document; a newer server may
   * have others.
   */
  readonly code: ErrorCode | 'unknown' | (string & {});
  /** The field at fault, as a path. */
  readonly param: string | null;
  /** Every field at fault. */
  readonly errors: readonly FieldProblem[];
  /** The rule of the dial authority that fired. */
  readonly rule: string | null;
  /** May the same request succeed later? */
  readonly retryable: boolean;
  /** To be found in the server's log. */
  readonly requestId: string | null;
  /** The whole answer. */
  readonly body: unknown;

  constructor(status: number, body: unknown, requestId: string | null) {
    const problem = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
    const text = (name: string): string | null =>
      typeof problem[name] === 'string' ? (problem[name] as string) : null;
    super(text('detail') ?? text('title') ?? `The server answered ${status}.`);
    this.status = status;
    this.code = text('code') ?? 'unknown';
    this.param = text('param');
    this.errors = Array.isArray(problem['errors']) ? (problem['errors'] as FieldProblem[]) : [];
    this.rule = text('rule');
    this.retryable = problem['retryable'] === true;
    this.requestId = text('request_id') ?? requestId;
    this.body = body;
  }
}

/** No answer came: the address is wrong, nobody listens, the connection broke or the time ran out. */
export class ParleyUnreachable extends Error {
  override readonly name = 'ParleyUnreachable';

  constructor(url: string, cause: unknown) {
    const inner = cause instanceof Error ? ((cause.cause as Error | undefined) ?? cause) : null;
    super(
      `${url} does not answer: ${inner?.message || String((inner as { code?: unknown })?.code ?? cause)}`,
      {
        cause,
      },
    );
  }
}
