/** A refusal of one among several calls, told by its place and in dial's names. */
import { AppError } from '#kernel';
import { VOCABULARY } from '../errors.ts';

/** `calls[3].to` of the engine is `[3].phone_number` of a list. @param base what stands before the place */
export function inItsPlace(cause: unknown, base: string): unknown {
  if (!(cause instanceof AppError)) return cause;
  const rename = (param: string): string => {
    const [, place, field] = /^calls(\[\d+\])\.?([^.[]*)/.exec(param) ?? [];
    if (place === undefined || field === undefined) return param;
    const rest = param.slice(param.indexOf(place) + place.length).replace(/^\.?[^.[]*/, '');
    const name = VOCABULARY.params[field] ?? field;
    return `${base}${place}${name === '' ? '' : `.${name}`}${rest}`;
  };
  return changed(cause, rename, (message) => message.replace(/^calls(?=\[)/, base));
}

/** A refusal while a row was read. @param place e.g. `[3]` */
export function atPlace(cause: unknown, place: string): unknown {
  if (!(cause instanceof AppError)) return cause;
  return changed(
    cause,
    (param) => `${place}.${param}`,
    (message) => `${place}: ${message}`,
  );
}

function changed(
  cause: AppError,
  rename: (param: string) => string,
  word: (message: string) => string,
): AppError {
  const { code, status, retryable, extra, message } = cause;
  return new AppError({
    ...{ code, status, retryable, extra, cause },
    message: word(message),
    param: cause.param === undefined ? undefined : rename(cause.param),
    faults: cause.faults.map((fault) => ({ ...fault, param: rename(fault.param) })),
  });
}
