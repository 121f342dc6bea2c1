/** One ear over several recognisers: when a stream breaks the next one hears again what has no words yet. */
import type { Pcm } from '#audio';
import type { SttModel, SttRequest, SttStream, SttStreamEvent } from '#models';
import type { ChainLink, ChainPosition } from './chain-link.ts';
import { Replay, UNSURE } from './chain-stt-replay.ts';
import { streamOfWhole } from './chain-stt-whole.ts';

type Link = ChainLink<SttModel>;

export function openChainStream(
  chain: ChainPosition<Link>,
  request: SttRequest,
  on: (event: SttStreamEvent) => void,
): SttStream {
  const replay = new Replay();
  let stream: SttStream | null = null;
  /** Of the link in use, where its own sample 0 lies. */
  let base = 0;
  /** `finalize` was asked at this position and is not settled yet. */
  let asked: number | null = null;
  let done = false;

  function begin(link: Link): void {
    base = replay.start;
    let proven = false;
    let dead = false;
    const hear = (event: SttStreamEvent): void => {
      if (done || dead) return;
      if (event.type === 'failed') {
        dead = true;
        return goOn(link, event);
      }
      if (!proven) chain.succeeded(link);
      proven = true;
      take(event);
    };
    const { model } = link;
    const opened = model.open ? model.open(request, hear) : streamOfWhole(model, request, hear);
    if (dead || done) return opened.close();
    stream = opened;
    for (const piece of replay.pieces()) opened.write(piece);
    if (asked !== null) opened.finalize();
  }

  function goOn(link: Link, event: SttStreamEvent & { type: 'failed' }): void {
    stream?.close();
    stream = null;
    const next = chain.failed(link, event.error);
    if (next) return begin(next);
    done = true;
    on(event);
  }

  function take(event: Exclude<SttStreamEvent, { type: 'failed' }>): void {
    if (event.type === 'settled') {
      // Settled without a final: there were no words in it.
      if (asked !== null) replay.forget(asked);
      asked = null;
      return on(event);
    }
    if (event.type !== 'final') return on(event);
    const end = event.end === undefined ? undefined : event.end + base;
    replay.forget(end ?? asked ?? replay.written - UNSURE);
    on({
      ...event,
      ...(event.start === undefined ? {} : { start: event.start + base }),
      ...(end === undefined ? {} : { end }),
    });
  }

  begin(chain.begin());
  return {
    write(pcm: Pcm) {
      if (done) return;
      replay.add(pcm);
      stream?.write(pcm);
    },
    finalize() {
      if (done) return;
      asked = replay.written;
      stream?.finalize();
    },
    close() {
      done = true;
      stream?.close();
      stream = null;
    },
  };
}
