/** One call as one file: its record and its whole log, to be carried to another machine and replayed there. */
import type { Call, CallEvent, NewEvent } from '#domain';
import { AppError, parseId } from '#kernel';

/** Raised when a reader of an older file would misread a newer one. */
const FORMAT = 'parley-call/1';

export interface CallFile {
  readonly format: typeof FORMAT;
  readonly call: Call;
  readonly events: readonly NewEvent[];
}

/** @param events all of them, in order */
export function callFile(call: Call, events: readonly CallEvent[]): CallFile {
  return { format: FORMAT, call, events: events.map(({ at, type, data }) => ({ at, type, data })) };
}

/** @throws AppError `call-file-unreadable` (400), saying what is wrong with it */
export function readCallFile(text: string): CallFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw unreadable('it is not JSON', cause);
  }
  if (!isObject(value) || value['format'] !== FORMAT)
    throw unreadable(`its format is not '${FORMAT}'; write it with \`parley call export\``);
  const { call, events } = value;
  if (
    !isObject(call) ||
    typeof call['id'] !== 'string' ||
    parseId(call['id']) === null ||
    !isObject(call['plan'])
  )
    throw unreadable('it holds no call with an id and a plan');
  if (!Array.isArray(events) || events.length === 0 || !events.every(isEvent))
    throw unreadable('its events are not a list of {at, type, data}');
  return value as unknown as CallFile;
}

function isEvent(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value['at'] === 'number' &&
    typeof value['type'] === 'string' &&
    isObject(value['data'])
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unreadable(why: string, cause?: unknown): AppError {
  return new AppError({
    code: 'call-file-unreadable',
    status: 400,
    message: `This is no file of a call: ${why}.`,
    cause,
  });
}
