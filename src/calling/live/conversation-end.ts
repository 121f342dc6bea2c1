/** From a conversation's own reason to end, to the end reason of its call. */
import type { EndCode } from '#domain';
import type { ModelStage } from '#models';
import type { CallModels } from '../call-models.ts';

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
  'hearing-failed': 'model-failed',
  'voicemail-reached': 'voicemail-reached',
  'voicemail-left': 'voicemail-left',
  'ivr-reached': 'ivr-reached',
  'ivr-not-passed': 'ivr-not-passed',
  'call-screened': 'call-screened',
  fax: 'fax',
  'line-busy': 'busy',
  'line-unreachable': 'number-not-found',
  'line-hung-up': 'callee-hung-up',
  internal: 'internal',
};

/** Which stages a reason blames; of any other one, all. */
const BLAMED: Readonly<Record<string, readonly ModelStage[]>> = {
  'mind-failed': ['llm', 'realtime'],
  'voice-failed': ['tts', 'realtime'],
  'hearing-failed': ['stt', 'realtime'],
};
const EVERY_STAGE: readonly ModelStage[] = ['stt', 'llm', 'tts', 'realtime', 'turn'];

interface Cause {
  readonly code: EndCode;
  readonly detail?: string;
  readonly stated?: string;
  readonly provider?: { name: string; http_status?: number; request_id?: string };
}

/** @param text what the conversation says of it; kept where the catalogue's sentence would say less. */
export function causeOfConversation(
  reason: string,
  text: string,
  models: Pick<CallModels, 'failure'>,
  stated?: string,
): Cause {
  const code = CODES[reason] ?? 'model-failed';
  if (stated !== undefined) return { code, stated };
  if (code !== 'model-failed' && code !== 'internal') return { code };
  const failure = code === 'model-failed' ? models.failure(BLAMED[reason] ?? EVERY_STAGE) : null;
  const detail = [text, failure?.detail].filter(Boolean).join(' ');
  const { from, httpStatus, requestId } = failure ?? {};
  return {
    code,
    ...(detail === '' ? {} : { detail }),
    ...(from === undefined
      ? {}
      : {
          provider: {
            name: from.split('/')[0]!,
            ...(httpStatus === undefined ? {} : { http_status: httpStatus }),
            ...(requestId === undefined ? {} : { request_id: requestId }),
          },
        }),
  };
}
