/** The four dialects as their clients speak them: where they post, what they send, and where they look in the answer. */

/** Who is called, by what, from where; ids in the spelling of the dialect. */
export interface Wish {
  readonly agent: string;
  readonly number: string;
  readonly to: string;
  readonly name: string;
}

export interface Vendor {
  readonly name: 'meetzy' | 'synthflow' | 'dial' | 'flireo';
  /** Each base with the vendor's own path behind it. */
  readonly creates: readonly string[];
  readonly reads: readonly ((id: string) => string)[];
  /** Under the vendor's own host name. */
  readonly ownRead: (id: string) => string;
  readonly body: (wish: Wish) => Record<string, unknown>;
  /** The id in the answer to the create, and that answer without it. */
  readonly created: (answer: Record<string, any>) => { id: string; rest: unknown };
  readonly call: (answer: Record<string, any>) => Record<string, any>;
  /** What the answer to a create is beside its id; null where it varies. */
  readonly rest: unknown;
  readonly idForm: RegExp;
  /** Words of a call that is dialled, rings, talks and has ended, each once in a row. */
  readonly statuses: readonly string[];
  readonly waiting: string;
  /** Member with the link to the recording; null where the read has none. */
  readonly recording: string | null;
  /** The refusal of a suppressed number, as the page shows it: status and where the rule stands. */
  readonly denial: (answer: Record<string, any>) => unknown;
  /** Its client repeats a POST by itself. */
  readonly repeats: boolean;
  /** What the transcript holds of the agent's sentence. */
  readonly transcript: (call: Record<string, any>) => string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const meetzy: Vendor = {
  name: 'meetzy',
  creates: ['/meetzy/call'],
  reads: [(id) => `/meetzy/call/${id}`],
  ownRead: (id) => `/call/${id}`,
  body: ({ agent, to, name }) => ({
    phone: to,
    playbook_id: agent,
    voice_id: '6',
    voice_model: 'human',
    language: 'EN',
    interrupt: false,
    name,
  }),
  created: ({ id, ...rest }) => ({ id, rest }),
  call: (answer) => answer,
  rest: { success: true, message: 'Call processing started' },
  idForm: UUID,
  statuses: ['open', 'ringing', 'open', 'closed'],
  waiting: 'open',
  recording: 'recording',
  denial: ({ success, message, error }) => success === false && message === error.message && message,
  repeats: false,
  transcript: ({ transcript }) => transcript,
};

const synthflow: Vendor = {
  name: 'synthflow',
  creates: ['/synthflow/v2/calls', '/synthflow/calls'],
  reads: [(id) => `/synthflow/calls/${id}`, (id) => `/synthflow/v2/calls/${id}`],
  ownRead: (id) => `/v2/calls/${id}`,
  body: ({ agent, to, name }) => ({
    model_id: agent,
    phone: to,
    name,
    custom_variables: [{ key: 'name', value: name }],
  }),
  created: ({ status, response: { call_id: id, ...response }, eta }) => ({
    id,
    rest: { status, response, eta: Number.isInteger(eta) },
  }),
  call: (answer) => answer['response'].calls[0],
  rest: { status: 'success', response: { answer: 'ok' }, eta: true },
  idForm: UUID,
  statuses: ['pending', 'ringing', 'in-progress', 'completed'],
  waiting: 'pending',
  recording: 'recording_url',
  denial: ({ detail }) =>
    detail.status === 'error' && /^[0-9a-f]{32}$/.test(detail.request_id) && detail.description,
  repeats: true,
  transcript: ({ transcript }) => transcript,
};

const dial: Vendor = {
  name: 'dial',
  creates: ['/dial/api/v1/dial/outbound', '/dial/dial/outbound'],
  reads: [(id) => `/dial/api/v1/calls/${id}`, (id) => `/dial/calls/${id}`],
  ownRead: (id) => `/api/v1/calls/${id}`,
  body: ({ agent, number, to, name }) => ({
    number_id: number,
    use_case_id: agent,
    phone_number: to,
    params: { name },
    metadata: { order: 7 },
  }),
  created: ({ id, ...rest }) => ({ id, rest: Object.keys(rest).toSorted() }),
  call: (answer) => answer,
  rest: ['created', 'metadata', 'organization_id', 'params', 'use_case'],
  idForm: /^[0-9a-f]{24}$/,
  statuses: ['Initiated', 'Ringing', 'In progress', 'Completed'],
  waiting: 'Queued',
  recording: null,
  denial: ({ error, statusCode, details, message }) =>
    error === 'Bad Request' && statusCode === 400 && details[0].rule === 'suppression' && message,
  repeats: false,
  transcript: () => '',
};

const flireo: Vendor = {
  name: 'flireo',
  creates: ['/flireo/api/v1/calls/outbound', '/flireo/calls/outbound'],
  reads: [(id) => `/flireo/calls/${id}`, (id) => `/flireo/api/v1/calls/${id}`],
  ownRead: (id) => `/api/v1/calls/${id}`,
  body: ({ agent, number, to, name }) => ({
    destination: to,
    number_id: number,
    agent_id: agent,
    context: { name },
  }),
  created: ({ call_id: id, room_name: room, ...rest }) => ({
    id,
    rest: { ...rest, room: room === `outbound-${id.slice(-8)}` },
  }),
  call: (answer) => answer,
  rest: { success: true, status: 'dialing', room: true },
  idForm: UUID,
  statuses: ['connecting', 'in-progress', 'ended'],
  waiting: 'connecting',
  recording: 'recording_url',
  denial: ({ error, code, message }) =>
    error === 'Bad Request' && code === 'suppression' && `${code}: ${message}`,
  repeats: true,
  transcript: ({ messages }) => messages[0].content,
};

export const vendors: readonly Vendor[] = [meetzy, synthflow, dial, flireo];
