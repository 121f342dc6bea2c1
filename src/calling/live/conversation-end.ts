/** From a conversation's own reason to end, to the end reason of its call. */
import type { EndCode } from '#domain';

/** The conversation's codes (see its `EndCode`); what is not here is a model's failure. */
const CODES: Readonly<Record<string, EndCode>> = {
  'flow-ended': 'agent-hung-up',
  'end-call-tool': 'agent-hung-up',
  'not-understood': 'not-understood',
  'stop-requested': 'callee-opted-out',
  'max-duration': 'max-duration',
  silence: 'callee-silent',
  'end-requested': 'operator-hung-up',
  'mind-failed': 'model-failed',
  'voice-failed': 'model-failed',
  internal: 'internal',
};

/** @param text what the conversation says of it; kept where the catalogue's sentence would say less. */
export function causeOfConversation(
  reason: string,
  text: string,
): { readonly code: EndCode; readonly detail?: string } {
  const code = CODES[reason] ?? 'model-failed';
  return (code === 'model-failed' || code === 'internal') && text !== '' ? { code, detail: text } : { code };
}
