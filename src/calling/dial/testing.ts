/** An in-memory telephone and store for tests of dialling: INVITEs are kept, and their ends told by the test. */
import type { Attempt, DialFacts, NewEvent, Repositories, Trunk, TrunkSettings } from '#domain';
import { AppError, Emitter, idAt } from '#kernel';
import type { OutgoingInvite, SipCall, SipCallEvents, SipTarget } from '#telephony';

/** One INVITE that left. */
export interface SentInvite {
  readonly request: OutgoingInvite;
  readonly events: Emitter<SipCallEvents>;
  /** How often we hung up. */
  hungUp: number;
}

export interface MemoryTelephone {
  readonly sent: readonly SentInvite[];
  readonly sip: {
    readonly address: string;
    newIdentity(): { callId: string; localTag: string; branch: string; cseq: number };
    targets(uri: string): Promise<readonly SipTarget[]>;
    invite(request: OutgoingInvite): SipCall;
  };
  /** Resolves when so many INVITEs have left. */
  until(count: number): Promise<SentInvite>;
}

/** Each host stands for itself, on UDP 5060; one that is called `nowhere` cannot be resolved. */
export function memoryTelephone(): MemoryTelephone {
  const sent: SentInvite[] = [];
  const waiting: { count: number; resolve: (invite: SentInvite) => void }[] = [];
  let dialogs = 0;
  return {
    sent,
    sip: {
      address: '127.0.0.1:5060',
      newIdentity: () => ({ callId: `dialog-${++dialogs}`, localTag: 't', branch: 'z9hG4bK', cseq: 1 }),
      async targets(uri) {
        const host = uri.replace(/^sip:(?:[^@]*@)?/, '');
        if (host === 'nowhere')
          throw new AppError({ code: 'sip-unresolved', status: 400, message: 'no such host' });
        return [{ transport: 'UDP', host, port: 5060 }];
      },
      invite(request) {
        const invite = { request, events: new Emitter<SipCallEvents>(), hungUp: 0 };
        sent.push(invite);
        for (const { count, resolve } of waiting) if (sent.length === count) resolve(invite);
        return {
          ...{ identity: request.identity, events: invite.events },
          ...{ onOffer: () => {}, onOfferWanted: () => {} },
          hangUp: () => void invite.hungUp++,
        } as unknown as SipCall;
      },
    },
    until: (count) =>
      new Promise((resolve) => {
        if (sent.length >= count) resolve(sent[count - 1]!);
        else waiting.push({ count, resolve });
      }),
  };
}

export interface MemoryCalls {
  readonly tx: Repositories;
  readonly events: NewEvent[];
  readonly started: { readonly attempt: Attempt; readonly person: string | null }[];
  readonly ended: string[];
}

/** What an attempt writes. @param facts what each verdict reads, in its order; the last one stays */
export function memoryCalls(...facts: readonly DialFacts[]): MemoryCalls {
  const [events, started, ended] = [[], [], []] as unknown as [
    NewEvent[],
    MemoryCalls['started'][number][],
    string[],
  ];
  const left = [...facts];
  const tx = {
    calls: {
      lock: async () => null,
      append: async (_id: unknown, _node: unknown, more: readonly NewEvent[]) => events.push(...more),
    },
    attempts: {
      ofCall: async () => [{}, ...started],
      start: async (attempt: Attempt, person: string | null) => void started.push({ attempt, person }),
      end: async (id: string) => void ended.push(id),
    },
    dialing: { facts: async () => (left.length > 1 ? left.shift() : left[0]) },
  } as unknown as Repositories;
  return { tx, events, started, ended };
}

/** A trunk with two gateways, and all that lets it dial. */
export function dialFacts(settings: Partial<TrunkSettings> = {}): DialFacts & { readonly trunk: Trunk } {
  const free = { liveCalls: 0, recentStarts: 0, nextStartAt: 0 };
  const of = { organizationId: idAt(1), active: true, createdAt: 1, updatedAt: 1 };
  const trunk = {
    ...{ ...of, ...free, id: idAt(2), name: 'T', uri: 'sip:one.example', username: null, password: null },
    ...{ concurrency: 9, callsPerSecond: 9 },
    settings: {
      gateways: [
        { uri: 'sip:one.example', priority: 0, weight: 1 },
        { uri: 'sip:two.example', priority: 1, weight: 1 },
      ],
      ...settings,
    },
  };
  const number = {
    ...{ ...of, id: idAt(3), e164: '+34910000001', trunkId: trunk.id, agentId: null, name: '' },
    ...{ reservedForAgents: [], ownerOrganizationId: null, routes: null, lastUsedAt: null },
  };
  return {
    ...{ suppressed: false, livePersonCallId: null, trunk, trunks: [trunk], numbers: [number] },
    organization: {
      ...{ ...free, concurrency: 9, callsPerSecond: 9, destinationAllow: ['+34'] },
      defaultNumberId: number.id,
    },
  };
}
