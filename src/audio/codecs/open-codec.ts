/** Codecs by name. */
import type { LineCodec } from './codec.ts';
import { aLaw, muLaw, type SampleCodec } from './g711.ts';
import { createG722 } from './g722.ts';
import { l16 } from './l16.ts';

const stateless: Readonly<Record<'PCMU' | 'PCMA' | 'L16', LineCodec>> = {
  PCMU: bySamples(muLaw),
  PCMA: bySamples(aLaw),
  L16: l16,
};

/** One for a call; Opus is made ahead by `createOpus`, since its library is loaded without blocking. */
export function openCodec(name: Exclude<LineCodec['name'], 'opus'>): LineCodec {
  return name === 'G722' ? createG722() : stateless[name];
}

function bySamples(codec: SampleCodec): LineCodec {
  return {
    name: codec.name,
    stateless: true,
    encode(pcm, out, offset) {
      codec.encode(pcm, out, offset);
      return pcm.length;
    },
    decode: (payload, room) => codec.decode(payload, room),
  };
}
