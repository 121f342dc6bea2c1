/**
 * Ids: 96 bits, 48 of milliseconds and 48 of randomness, monotonic within a process.
 * One value, four spellings (ours, 24 hex, UUID version 8, `<ms>x<digits>`); inside Parley the UUID is used.
 */
import type { Clock } from './clock.ts';
import type { Random } from './random.ts';

/** An id in its inner spelling: a UUID (RFC 9562 version 8), lower case. Sorts by time. */
export type Id = string & { readonly __id: unique symbol };

/** The noun of an id, written before it in our API: `call_…`. */
export type IdPrefix =
  | 'org'
  | 'key'
  | 'mbr'
  | 'ses'
  | 'kb'
  | 'source'
  | 'contact'
  | 'memory'
  | 'book'
  | 'entry'
  | 'domain'
  | 'agent'
  | 'ver'
  | 'trunk'
  | 'num'
  | 'call'
  | 'att'
  | 'node'
  | 'tool'
  | 'pool'
  | 'atpl'
  | 'req'
  | 'pkey'
  | 'cmd'
  | 'note'
  | 'erase'
  | 'batch'
  | 'camp'
  | 'lead'
  | 'evt'
  | 'hook'
  | 'dlv'
  | 'simcase'
  | 'suite'
  | 'scenario'
  | 'sim'
  | 'simses'
  | 'import';

/** Makes new ids. */
export interface IdSource {
  next(): Id;
}

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';
const RANDOM_BITS = 48n;
const RANDOM_MASK = (1n << RANDOM_BITS) - 1n;
/** The random part takes at most this much at birth, so that counting up within one ms can't overflow. */
const RANDOM_START_MASK = RANDOM_MASK >> 1n;

/** An id source; within one millisecond, or when the clock steps back, it counts up from the last id. */
export function createIdSource(clock: Clock, random: Random): IdSource {
  let last = 0n;
  return {
    next() {
      const chance = BigInt('0x' + Buffer.from(random.bytes(6)).toString('hex')) & RANDOM_START_MASK;
      const fresh = (BigInt(Math.floor(clock.now())) << RANDOM_BITS) | chance;
      last = fresh > last ? fresh : last + 1n;
      return fromBits(last);
    },
  };
}

/** The id's time of birth, ms since the epoch. */
export function idTime(id: Id): number {
  return Number(toBits(id) >> RANDOM_BITS);
}

/** The smallest id of a moment; the border of a partition or of a range of time. */
export function idAt(time: number): Id {
  return fromBits(BigInt(Math.floor(time)) << RANDOM_BITS);
}

/** Our API's spelling: prefix, underscore, 20 characters of Crockford's base 32. */
export function spellNative(prefix: IdPrefix, id: Id): string {
  let bits = toBits(id);
  let text = '';
  for (let i = 0; i < 20; i++) {
    text = CROCKFORD[Number(bits & 31n)] + text;
    bits >>= 5n;
  }
  return `${prefix}_${text}`;
}

/** dial's spelling: 24 lower-case hex digits. */
export function spellHex(id: Id): string {
  return toBits(id).toString(16).padStart(24, '0');
}

/** Synthflow's older spelling: `<epoch ms>x<digits>`. */
export function spellEpoch(id: Id): string {
  const bits = toBits(id);
  return `${bits >> RANDOM_BITS}x${bits & RANDOM_MASK}`;
}

/** Reads any of the four spellings, in any case; `null` for what is none of them (it may be a stored alias). */
export function parseId(text: string): Id | null {
  const lower = text.toLowerCase();
  const native = /^(?:[a-z]+_)?([0-9a-hjkmnp-tv-z]{20})$/.exec(lower);
  if (native) {
    let bits = 0n;
    for (const char of native[1]!) bits = (bits << 5n) | BigInt(CROCKFORD.indexOf(char));
    return bits >> 96n === 0n ? fromBits(bits) : null;
  }
  if (/^[0-9a-f]{24}$/.test(lower)) return fromBits(BigInt('0x' + lower));
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8000-000[0-9a-f]{9}$/.test(lower)) return lower as Id;
  const epoch = /^(\d{1,15})x(\d{1,15})$/.exec(lower);
  if (epoch) {
    const [time, rest] = [BigInt(epoch[1]!), BigInt(epoch[2]!)];
    return time <= RANDOM_MASK && rest <= RANDOM_MASK ? fromBits((time << RANDOM_BITS) | rest) : null;
  }
  return null;
}

/** 12 hex of time, version 8, 3 hex of chance, fixed padding, 9 hex of chance: the last digits stay distinct. */
function fromBits(bits: bigint): Id {
  const hex = bits.toString(16).padStart(24, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(12, 15)}-8000-000${hex.slice(15)}` as Id;
}

function toBits(id: Id): bigint {
  const hex = id.replaceAll('-', '');
  return BigInt('0x' + hex.slice(0, 12) + hex.slice(13, 16) + hex.slice(23));
}
