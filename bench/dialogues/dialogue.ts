/** What a dialogue of the bench is: who says what, with which pauses, over what noise. */

/** Words, a pause in ms, or a sound that is no speech. */
export type Piece =
  string | number | { readonly sound: 'cough' | 'laugh' | 'click' | 'breath'; readonly ms: number };

/** The agent says its line, the callee answers it; the turn ends with the callee's last word. */
export interface Exchange {
  readonly agent: string;
  readonly callee: readonly Piece[];
  /** From the end of the agent's line (or, with `interrupts`, from its beginning) to the callee's first piece, ms. */
  readonly after?: number;
  readonly interrupts?: boolean;
  /** Said while the agent speaks, so long after it began, and no turn. */
  readonly over?: readonly { readonly at: number; readonly say: readonly Piece[] }[];
  /** What a playbook asks for; absent: an open question of a prompt. All exchanges of a dialogue are of one kind. */
  readonly slot?: Slot;
}

export type Slot =
  | { readonly type: 'yes_no' }
  | { readonly type: 'choice'; readonly options: Readonly<Record<string, readonly string[]>> }
  | { readonly type: 'digits'; readonly min: number; readonly max: number };

export interface Dialogue {
  readonly name: string;
  readonly language: 'en-US' | 'es-ES';
  readonly exchanges: readonly Exchange[];
  /** People talking in the background, dBFS. */
  readonly babble?: number;
  /** Level of the callee's voice, dBFS. Default -20. */
  readonly level?: number;
}

/** A dialogue of one exchange in English. */
export function asked(
  name: string,
  agent: string,
  callee: readonly Piece[],
  more: Partial<Exchange> & Partial<Pick<Dialogue, 'babble' | 'level' | 'language'>> = {},
): Dialogue {
  const { babble, level, language = 'en-US', ...exchange } = more;
  return {
    ...{ name, language, exchanges: [{ agent, callee, ...exchange }] },
    ...(babble === undefined ? {} : { babble }),
    ...(level === undefined ? {} : { level }),
  };
}

/** A quarter of the dialogues is kept apart and never tuned on: by the hash of its name (FNV-1a, 32 bits). */
export function isHeldOut({ name }: Dialogue): boolean {
  return hash(name) % 4 === 0;
}

export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const octet of Buffer.from(text)) value = Math.imul(value ^ octet, 0x01000193) >>> 0;
  return value;
}
