/** An ended call's recording, and its removal; and why a running one can not be heard here. */
import type { Call, RecordingFile, Store, Tenant } from '#domain';
import { AppError, notFound, spellNative, type Id } from '#kernel';
import type { RecordingStore } from '#recording';
import { notInProgress } from './live/refuse-command.ts';
import type { EngineOptions } from './options.ts';

/** @throws AppError `call-unknown` (404) */
export async function callOf(store: Pick<Store, 'calls'>, tenant: Tenant, id: Id): Promise<Call> {
  const call = await store.calls.get(tenant.organizationId, id);
  if (!call) throw notFound('call');
  return call;
}

/** @throws AppError `recording-unknown` (404), `recording-not-ready` (409) */
export async function recordingOf(call: Call, recordings: RecordingStore): Promise<RecordingFile> {
  if (call.recording) return recordings.file(call.recording);
  throw call.status === 'ended'
    ? new AppError({
        code: 'recording-unknown',
        status: 404,
        message:
          'This call has no recording: it was never answered, or the recording failed (see its events).',
      })
    : new AppError({
        code: 'recording-not-ready',
        status: 409,
        retryable: true,
        message: 'The recording is ready when the call has ended.',
      });
}

/** @throws AppError `capture-unknown` (404), `capture-not-ready` (409) */
export async function captureOf(call: Call, recordings: RecordingStore): Promise<RecordingFile> {
  if (call.capture) return recordings.file(call.capture);
  throw call.status === 'ended'
    ? new AppError({
        code: 'capture-unknown',
        status: 404,
        message: 'This call has no capture: nobody asked for one before it ended, or it was erased.',
      })
    : new AppError({
        code: 'capture-not-ready',
        status: 409,
        retryable: true,
        message: 'The capture is ready when the call has ended.',
      });
}

/** The recording goes first: a fault between leaves a call without one, never one without its call. */
export async function removeCall(
  tenant: Tenant,
  id: Id,
  { store, recordings }: Pick<EngineOptions, 'store' | 'recordings'>,
): Promise<void> {
  const call = await callOf(store, tenant, id);
  if (call.status !== 'ended')
    throw new AppError({
      code: 'call-not-ended',
      status: 409,
      message: `This call is ${call.status}. Hang it up first; only an ended call can be deleted.`,
    });
  for (const stored of [call.recording, call.capture]) if (stored) await recordings.remove(stored);
  if (!(await store.calls.remove(tenant.organizationId, id))) throw notFound('call');
}

/** The audio of a running call lies in the memory of one node. */
export async function notHere(
  call: Call,
  { store, nodeId }: Pick<EngineOptions, 'store' | 'nodeId'>,
): Promise<AppError> {
  const holder = call.status === 'in_progress' ? await store.calls.holder(call.id) : null;
  if (!holder || holder.nodeId === nodeId) return notInProgress(call.status);
  return new AppError({
    code: 'call-elsewhere',
    status: 421,
    message: `Node ${spellNative('node', holder.nodeId)} (SIP at ${holder.sipAddress}) holds this call; connect to it.`,
    extra: { node: spellNative('node', holder.nodeId), sip_address: holder.sipAddress },
  });
}
