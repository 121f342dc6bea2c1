/** Whatever was thrown, as an error that somebody outside may see. */
import { AppError } from '#kernel';

/** Fastify's own faults, by their code. */
const OF_FASTIFY: Readonly<Record<string, { code: string; status: number; message: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'body-too-large',
    status: 413,
    message: 'The body is larger than 1 MiB. Shorten it.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'media-type-unsupported',
    status: 415,
    message: 'The body is not declared as JSON. Send `Content-Type: application/json`.',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: 'invalid-request',
    status: 400,
    message: 'Content-Length and the body differ in length. Send the body whole.',
  },
  FST_ERR_BAD_URL: {
    code: 'invalid-request',
    status: 400,
    message: 'The path holds a broken percent-encoding. Encode it in UTF-8.',
  },
  FST_ERR_MAX_PARAM_LENGTH: {
    code: 'route-unknown',
    status: 404,
    message: 'A part of the path is too long to be an id.',
  },
};

/** An `AppError` as it is, a fault of the framework by its code, anything else as `internal` with the cause inside. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const known = OF_FASTIFY[String((thrown as { code?: unknown } | null)?.code)];
  if (known) return new AppError({ ...known, cause: thrown });
  return new AppError({
    code: 'internal',
    status: 500,
    message: 'Something went wrong on our side. It is logged under this request id; try again.',
    retryable: true,
    cause: thrown,
  });
}
