/** Annotations, erasures, retention and a feed without events, in memory. */
import {
  KEPT_FOR_EVER,
  type CallMark,
  type CallNote,
  type Erasure,
  type Repositories,
  type Retention,
} from '#domain';
import type { Id } from '#kernel';

type Reading = Pick<Repositories, 'annotations' | 'erasures' | 'feed' | 'forgetting'>;

export function memoryReading(): Reading {
  return { annotations: annotations(), erasures: erasures(), feed: feed(), forgetting: forgetting() };
}

interface KeptMark extends CallMark {
  readonly organizationId: Id;
  readonly callId: Id;
}

const ofCall = (one: { organizationId: Id; callId: Id }, organizationId: Id, callId: Id) =>
  one.organizationId === organizationId && one.callId === callId;

const isNote = (note: CallNote, organizationId: Id, callId: Id, id: Id) =>
  note.organizationId === organizationId && note.callId === callId && note.id === id;

const isMark = (one: KeptMark, organizationId: Id, callId: Id, mark: Omit<CallMark, 'at'>) =>
  ofCall(one, organizationId, callId) &&
  one.kind === mark.kind &&
  one.value === mark.value &&
  one.by === mark.by;

function annotations(): Reading['annotations'] {
  let notes: readonly CallNote[] = [];
  let marks: readonly KeptMark[] = [];
  return {
    of: async (organizationId, callIds) =>
      new Map(
        callIds.map((id) => [
          id,
          {
            notes: notes.filter((note) => ofCall(note, organizationId, id)),
            marks: marks
              .filter((mark) => ofCall(mark, organizationId, id))
              .map(({ kind, value, by, at }) => ({ kind, value, by, at })),
          },
        ]),
      ),
    addNote: async (note) => void (notes = [...notes, note]),
    async updateNote(organizationId, callId, id, patch) {
      notes = notes.map((note) => (isNote(note, organizationId, callId, id) ? { ...note, ...patch } : note));
      return notes.find((note) => isNote(note, organizationId, callId, id)) ?? null;
    },
    async removeNote(organizationId, callId, id) {
      const before = notes.length;
      notes = notes.filter((note) => !isNote(note, organizationId, callId, id));
      return notes.length < before;
    },
    async mark(organizationId, callId, mark) {
      if (!marks.some((one) => isMark(one, organizationId, callId, mark)))
        marks = [...marks, { ...mark, organizationId, callId }];
    },
    async unmark(organizationId, callId, mark) {
      const before = marks.length;
      marks = marks.filter((one) => !isMark(one, organizationId, callId, mark));
      return marks.length < before;
    },
    async replace(organizationId, callId, kind, all) {
      const others = marks.filter((one) => !ofCall(one, organizationId, callId) || one.kind !== kind);
      marks = [...others, ...all.map((mark) => ({ ...mark, organizationId, callId }))];
    },
    values: async (organizationId, kind, limit) =>
      [
        ...new Set(
          marks
            .filter((mark) => mark.organizationId === organizationId && mark.kind === kind)
            .map(({ value }) => value),
        ),
      ]
        .sort()
        .slice(0, limit),
  };
}

function erasures(): Pick<Reading, 'erasures'>['erasures'] {
  let rows: readonly Erasure[] = [];
  return {
    async request(erasure) {
      const open = rows.find(
        (row) => row.organizationId === erasure.organizationId && row.phone === erasure.phone,
      );
      if (open) return open;
      rows = [erasure, ...rows];
      return erasure;
    },
    get: async (organizationId, id) =>
      rows.find((row) => row.organizationId === organizationId && row.id === id) ?? null,
    list: async (organizationId, { limit, before }) =>
      rows
        .filter((row) => row.organizationId === organizationId && (!before || row.id < before))
        .slice(0, limit),
    claimDue: async () => [],
    nextDueAt: async () => null,
    update: async (id, patch) =>
      void (rows = rows.map((row) => (row.id === id ? { ...row, ...patch } : row))),
  };
}

function feed(): Reading['feed'] {
  return {
    open: async () => ({ commit: 1, seq: 0 }),
    oldest: async () => null,
    renew: async () => {},
    read: async () => [],
  };
}

function forgetting(): Reading['forgetting'] {
  const retention = new Map<Id, Retention>();
  return {
    callsOf: async () => [],
    anonymise: async () => {},
    forgetAnswers: async () => {},
    retention: async (organizationId) => retention.get(organizationId) ?? KEPT_FOR_EVER,
    setRetention: async (organizationId, given) => void retention.set(organizationId, given),
    kept: async () => [],
    outdated: async () => [],
    dealtWith: async () => {},
    blank: async () => {},
    dropEvents: async () => {},
  };
}
