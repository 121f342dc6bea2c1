/** One error for every model, whoever made it. */

/** Why a model failed, whoever failed: retrying is one question, blame another. */
export type ModelFault =
  | 'timeout'
  | 'rate-limit'
  | 'quota'
  | 'auth'
  | 'connectivity'
  | 'bad-request'
  | 'protocol'
  | 'unavailable'
  | 'aborted'
  | 'internal';

export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly provider: string;
  readonly fault: ModelFault;
  readonly httpStatus: number | undefined;
  /** The provider's own id of the request, for their support. */
  readonly requestId: string | undefined;

  constructor(options: {
    provider: string;
    fault: ModelFault;
    message: string;
    httpStatus?: number;
    requestId?: string;
    cause?: unknown;
  }) {
    super(options.message, { cause: options.cause });
    this.provider = options.provider;
    this.fault = options.fault;
    this.httpStatus = options.httpStatus;
    this.requestId = options.requestId;
  }

  /** May the same request succeed if it is sent again? */
  get retryable(): boolean {
    return ['timeout', 'rate-limit', 'connectivity', 'unavailable'].includes(this.fault);
  }
}
