/** Protocol Buffers, as far as speech recognition needs them (https://protobuf.dev/programming-guides/encoding). Pure. */

const VARINT = 0;
const FIXED_64 = 1;
const BYTES = 2;
const FIXED_32 = 5;

/** A field to write: booleans and whole numbers as varints, text, bytes or a message as a length and its bytes. */
export type ProtoValue = number | boolean | string | Uint8Array;

/** @param fields number and value of each, in order; repeated fields are listed again. */
export function printProto(fields: readonly (readonly [number, ProtoValue])[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const [number, value] of fields) {
    if (typeof value === 'number' || typeof value === 'boolean') {
      parts.push(printVarint(number * 8 + VARINT), printVarint(Number(value)));
      continue;
    }
    const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
    parts.push(printVarint(number * 8 + BYTES), printVarint(bytes.length), bytes);
  }
  return Buffer.concat(parts);
}

function printVarint(value: number): Uint8Array {
  const octets: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) octets.push((rest % 0x80) | 0x80);
  octets.push(rest);
  return Uint8Array.from(octets);
}

/** A message that was read: the values of each field, in order. */
export class ProtoMessage {
  readonly #fields = new Map<number, (number | Uint8Array)[]>();

  /** @throws RangeError when the bytes end in the middle of a field, or a wire type is unknown. */
  constructor(bytes: Uint8Array) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    const varint = (): number => {
      let value = 0;
      for (let scale = 1; ; scale *= 0x80) {
        const octet = view.getUint8(at++);
        value += (octet & 0x7f) * scale;
        if (octet < 0x80) return value;
      }
    };
    const take = (length: number): Uint8Array => {
      if (at + length > bytes.length) throw new RangeError('a field is cut off');
      return bytes.subarray(at, (at += length));
    };
    while (at < bytes.length) {
      const tag = varint();
      const kind = tag % 8;
      let value: number | Uint8Array;
      if (kind === VARINT) value = varint();
      else if (kind === BYTES) value = take(varint());
      else if (kind === FIXED_32) value = view.getFloat32((at += 4) - 4, true);
      else if (kind === FIXED_64) value = view.getFloat64((at += 8) - 8, true);
      else throw new RangeError(`wire type ${kind} is unknown`);
      const number = Math.floor(tag / 8);
      this.#fields.set(number, [...(this.#fields.get(number) ?? []), value]);
    }
  }

  /** 0 when it is missing, as the encoding has it. */
  number(field: number): number {
    const value = this.#fields.get(field)?.at(-1);
    return typeof value === 'number' ? value : 0;
  }

  text(field: number): string {
    const value = this.#fields.get(field)?.at(-1);
    return value instanceof Uint8Array ? new TextDecoder().decode(value) : '';
  }

  /** @throws RangeError when one of them cannot be read. */
  messages(field: number): ProtoMessage[] {
    return (this.#fields.get(field) ?? []).flatMap((value) =>
      value instanceof Uint8Array ? [new ProtoMessage(value)] : [],
    );
  }
}
