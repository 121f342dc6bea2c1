/**
 * The file format that tcpdump and Wireshark read: pcap 2.4, LINKTYPE_RAW (101, each packet begins with its IP header).
 * https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-04.html
 */
import type { Millis } from '#kernel';

const MAGIC = 0xa1b2c3d4;
const LINKTYPE_RAW = 101;
/** What we keep of a packet at most, octets. */
const SNAP_LENGTH = 65_535;
const RECORD_HEADER = 16;

/** The file's header, 24 octets. */
export function pcapHeader(): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(MAGIC, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(SNAP_LENGTH, 16);
  header.writeUInt32LE(LINKTYPE_RAW, 20);
  return header;
}

/** @param at wall time, ms; @param length of the packet as it was, octets, where less of it is kept */
export function pcapRecord(at: Millis, packet: Uint8Array, length: number = packet.length): Buffer {
  const kept = packet.subarray(0, SNAP_LENGTH);
  const record = Buffer.alloc(RECORD_HEADER + kept.length);
  record.writeUInt32LE(Math.floor(at / 1000), 0);
  record.writeUInt32LE(Math.floor((at % 1000) * 1000), 4);
  record.writeUInt32LE(kept.length, 8);
  record.writeUInt32LE(length, 12);
  record.set(kept, RECORD_HEADER);
  return record;
}
