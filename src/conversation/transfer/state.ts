/** How far the transfer of the call has come. */
import type { ChosenTransfer } from '#domain';

/** `run` is the wish's; there is one transfer at a time. */
export type TransferState =
  | { readonly phase: 'none' }
  /** Decided; it begins when the agent is silent, however its words end. */
  | { readonly phase: 'announcing'; readonly run: string; readonly tool: ChosenTransfer }
  /** The second leg is being called, rings, or is being briefed. */
  | { readonly phase: 'calling'; readonly run: string; readonly tool: ChosenTransfer }
  /** The target takes the call; the callee hears the agent's last words. */
  | { readonly phase: 'parting'; readonly run: string; readonly tool: ChosenTransfer }
  /** Callee and target speak with each other. */
  | { readonly phase: 'joined'; readonly run: string };

export const noTransfer: TransferState = { phase: 'none' };

/** The callee waits for somebody else, or speaks with them: the mind does not wait for the callee. */
export function isTransferring({ phase }: TransferState): boolean {
  return phase !== 'none';
}

/** The agent neither hears nor speaks any more. */
export function isJoined({ phase }: TransferState): boolean {
  return phase === 'joined';
}
