/** Somebody at a running call: hears both sides from its shared ring, and may speak in the agent's place. */
import { HeardRing, LINE_RATE, type Pcm, type Samples } from '#audio';
import type { CallMonitor, MonitoredAudio } from '#domain';
import type { MediaSession } from '#telephony';

/** An operator's voice may be ahead of the line by this much; what is more was not spoken live, and is left out. */
const MOST_AHEAD: Samples = 2 * LINE_RATE;

/** What a monitor may do to its call. */
export interface Monitored {
  readonly media: Pick<MediaSession, 'recorded' | 'position' | 'cut' | 'bridge' | 'unbridge'>;
  /** A second leg is there or on its way: the callee hears that one. */
  readonly isBridged: () => boolean;
  readonly mute: (muted: boolean) => void;
  readonly ended: Promise<void>;
  /** Who speaks, of all monitors of this call. */
  readonly floor: { speaker: CallMonitor | null };
}

export function monitorOf(call: Monitored): CallMonitor {
  const { media, floor } = call;
  let ring: HeardRing | null = null;
  /** Of the operator's words, and how many of them have been sent at `at`. */
  let written: Samples = 0;
  let sent: Samples = 0;
  let at: Samples = 0;
  const monitor: CallMonitor = {
    ended: call.ended,
    position: () => media.position(),
    read: (from): MonitoredAudio => media.recorded(from),
    takeOver() {
      if (floor.speaker === monitor) return true;
      if (floor.speaker || call.isBridged()) return false;
      floor.speaker = monitor;
      ring = new HeardRing();
      [written, sent, at] = [0, 0, media.position()];
      call.mute(true);
      media.cut();
      media.bridge({ heardRing: ring.buffer }, MOST_AHEAD);
      return true;
    },
    speak(pcm: Pcm) {
      // A transfer that was joined meanwhile has the line.
      if (!ring || floor.speaker !== monitor || call.isBridged()) return;
      const now = media.position();
      sent = Math.min(written, sent + now - at);
      at = now;
      const kept = pcm.subarray(0, Math.max(0, MOST_AHEAD - (written - sent)));
      ring.write(written, kept);
      written += kept.length;
    },
    handBack() {
      if (floor.speaker !== monitor) return;
      floor.speaker = null;
      ring = null;
      if (!call.isBridged()) media.unbridge();
      call.mute(false);
    },
    close: () => monitor.handBack(),
  };
  return monitor;
}
