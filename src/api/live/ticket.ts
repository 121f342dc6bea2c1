/** Tickets to a call's audio for clients that can send no header: signed by HMAC, short-lived, for one call. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseId, spellHex, type Clock, type Id, type Millis } from '#kernel';

import type { Holder } from './holder.ts';

export type Speak = 'no' | 'whisper' | 'takeover';

export interface Ticket {
  readonly organizationId: Id;
  readonly callId: Id;
  readonly speak: Speak;
  readonly holder: Holder;
}

const SPEAK: readonly Speak[] = ['no', 'whisper', 'takeover'];
const ID_BYTES = 12;
const KINDS: readonly Holder['kind'][] = ['key', 'member'];
const TIME_AT = 4 * ID_BYTES;
const BODY_BYTES = TIME_AT + 6 + 2;
const SIGNATURE_BYTES = 16;

export interface Tickets {
  issue(ticket: Ticket, until: Millis): string;
  /** Null for one that is damaged or over. */
  read(text: string): Ticket | null;
}

/** @param secret the same on every node; tickets of another one are void. */
export function createTickets(secret: Uint8Array, clock: Clock): Tickets {
  const sign = (body: Buffer): Buffer =>
    createHmac('sha256', secret).update('live-ticket').update(body).digest().subarray(0, SIGNATURE_BYTES);
  return {
    issue({ organizationId, callId, speak, holder }, until) {
      const body = Buffer.alloc(BODY_BYTES);
      for (const [place, id] of [organizationId, callId, holder.id, holder.homeId].entries())
        body.write(spellHex(id), place * ID_BYTES, 'hex');
      body.writeUIntBE(Math.floor(until), TIME_AT, 6);
      body.writeUInt8(KINDS.indexOf(holder.kind), BODY_BYTES - 2);
      body.writeUInt8(SPEAK.indexOf(speak), BODY_BYTES - 1);
      return Buffer.concat([body, sign(body)]).toString('base64url');
    },
    read(text) {
      const bytes = Buffer.from(text, 'base64url');
      if (bytes.length !== BODY_BYTES + SIGNATURE_BYTES) return null;
      const body = bytes.subarray(0, BODY_BYTES);
      if (!timingSafeEqual(sign(body), bytes.subarray(BODY_BYTES))) return null;
      if (body.readUIntBE(TIME_AT, 6) <= clock.now()) return null;
      const [organizationId, callId, id, homeId] = [0, 1, 2, 3].map((place) =>
        parseId(body.toString('hex', place * ID_BYTES, (place + 1) * ID_BYTES)),
      );
      const kind = KINDS[body.readUInt8(BODY_BYTES - 2)];
      const speak = SPEAK[body.readUInt8(BODY_BYTES - 1)];
      return organizationId && callId && id && homeId && kind && speak
        ? { organizationId, callId, speak, holder: { kind, id, homeId } }
        : null;
    },
  };
}
