/** Commands that a call can not carry out are refused where they are given, not silently dropped in the call. */
import type { Call, CallCommand, CallStatus } from '#domain';
import { AppError } from '#kernel';

/** @throws AppError `call-can-not` (409) */
export function refuseUnable({ plan: { config } }: Call, command: CallCommand): void {
  const thinks = config.prompt !== undefined || config.realtime !== undefined;
  const asked = config.flow?.nodes.some((node) => (node.type as string) === 'prompt') ?? false;
  if (command.type === 'inform' && command.respond && !thinks && !asked)
    throw unable(
      'This call runs a flow without a language model, which can not answer to something new. Use say.',
    );
  if (command.type === 'transfer' && command.mode === 'attended' && config.realtime !== undefined)
    throw unable(
      'A speech-to-speech model is the only voice of this call, and it is not with the colleague; they can not be briefed. Use mode blind.',
    );
  if (command.type === 'say' && config.realtime !== undefined)
    throw unable(
      'A speech-to-speech model words what it says itself; given words can not be trusted to be spoken. Use inform with respond.',
    );
}

/** @param status of a call that takes no commands */
export function notInProgress(status: CallStatus): AppError {
  return new AppError({
    code: 'call-not-in-progress',
    status: 409,
    message:
      status === 'ended'
        ? 'This call has ended; it can not be told anything.'
        : `This call is ${status}; it can be told something once it was answered.`,
  });
}

function unable(message: string): AppError {
  return new AppError({ code: 'call-can-not', status: 409, message });
}
