/** Errors that carry their verdict: a code, a public sentence, a status, and whether trying again can help. */

/** One fault of one field. */
export interface FieldFault {
  /** Path of the field as the caller wrote it, e.g. `person.time_zone` or `flow.nodes[2].slot.type`. */
  readonly param: string;
  /** The rule that it broke and how to mend it, as a sentence. */
  readonly message: string;
  /** The rule's short name, kebab-case, e.g. `e164`. */
  readonly rule?: string;
}

/** What an `AppError` is made of. */
export interface AppErrorOptions {
  /** Kebab-case, stable, one documentation page each. */
  readonly code: string;
  /** Public: names the field or thing, the rule and the mend; holds no secret and no personal data of others. */
  readonly message: string;
  /** The HTTP status that an API answers with. */
  readonly status: number;
  readonly param?: string | undefined;
  readonly faults?: readonly FieldFault[] | undefined;
  /** May the same request succeed later, unchanged? */
  readonly retryable?: boolean;
  /** Machine-readable extras for the answer's body, e.g. the rule of a denial and its inputs. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** An error somebody outside may see. Anything else that is thrown is a bug and is answered as `internal`. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: string;
  readonly status: number;
  readonly param: string | undefined;
  readonly faults: readonly FieldFault[];
  readonly retryable: boolean;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(options: AppErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.status = options.status;
    this.param = options.param ?? options.faults?.[0]?.param;
    this.faults = options.faults ?? [];
    this.retryable = options.retryable ?? false;
    this.extra = options.extra ?? {};
  }
}

/** 400: the request breaks the rules of one or more fields. */
export function invalidRequest(faults: readonly FieldFault[], code = 'invalid-request'): AppError {
  const message = faults.map((fault) => `${fault.param}: ${fault.message}`).join(' ');
  return new AppError({ code, message, status: 400, faults });
}

/** 404: nothing of that id belongs to this organization. */
export function notFound(noun: string, param?: string): AppError {
  return new AppError({
    code: `${noun}-unknown`,
    message: `No ${noun} with this id exists in your organization. Check ${param ?? 'the id'}.`,
    status: 404,
    param,
  });
}

/** The text of anything thrown. */
export function errorText(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
