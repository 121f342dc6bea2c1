/** Anything thrown by a model or by outgoing HTTP as one of the faults that the reducers know. */
import { AppError } from '#kernel';
import { ModelError } from '#models';
import type { InputFault } from '../core/input.ts';

const HTTP_FAULTS: Readonly<Record<string, InputFault>> = {
  'url-refused': 'url-refused',
  'http-timeout': 'timeout',
  'http-too-large': 'too-large',
  'http-unreachable': 'connectivity',
  'http-aborted': 'aborted',
};

export function faultOf(thrown: unknown): InputFault {
  if (thrown instanceof ModelError) return thrown.fault;
  if (thrown instanceof AppError) return HTTP_FAULTS[thrown.code] ?? 'internal';
  return 'internal';
}
