/** Says an error in a vendor's words: its names for our fields and things. */
import type { AppError } from '#kernel';

/** A vendor's vocabulary. */
export interface Vocabulary {
  /** Our nouns (`agent`, `version`) as the vendor calls them. */
  readonly nouns: Readonly<Record<string, string>>;
  /** Our fields (`to`, `agent_id`) as the vendor's body calls them. */
  readonly params: Readonly<Record<string, string>>;
}

/** An error ready to be put in a vendor's shape. */
export interface Worded {
  /** No vendor has a status of its own for a denial (400 everywhere) or for a wrong method (an unknown path). */
  readonly status: number;
  readonly message: string;
  readonly param: string | undefined;
  readonly faults: readonly { readonly param: string; readonly message: string; readonly rule?: string }[];
  /** The dial authority's rule, when it denied the call. */
  readonly rule: string | null;
  /** A field that had to be there is not. */
  readonly missing: boolean;
}

/** The vendor's wording of `error`; the rule of a denial stands in the message. */
export function wordError(error: AppError, vocabulary: Vocabulary): Worded {
  const rename = (param: string): string => {
    const [, head = param, rest = ''] = /^([^.[]+)(.*)$/s.exec(param) ?? [];
    return `${vocabulary.params[head] ?? head}${rest}`;
  };
  const faults = error.faults.map((fault) => ({ ...fault, param: rename(fault.param) }));
  const param = error.param === undefined ? undefined : rename(error.param);
  const rule = denialRule(error);
  return {
    status: rule !== null ? 400 : error.status === 405 ? 404 : error.status,
    message: messageOf(error, faults, param, rule, vocabulary),
    param,
    faults,
    rule,
    missing: faults.length > 0 && faults.every((fault) => fault.rule === 'required'),
  };
}

/** The rule that denied the call at acceptance, else null. */
function denialRule(error: AppError): string | null {
  if (error.code !== 'dial-denied') return null;
  return typeof error.extra['rule'] === 'string' ? error.extra['rule'] : 'dial-denied';
}

function messageOf(
  error: AppError,
  faults: Worded['faults'],
  param: string | undefined,
  rule: string | null,
  { nouns }: Vocabulary,
): string {
  if (rule === 'address') return `${rule}: ${param ?? 'to'}: ${error.message}`;
  if (rule !== null) return error.message.includes(rule) ? error.message : `${rule}: ${error.message}`;
  const noun = nouns[/^([a-z-]+)-unknown$/.exec(error.code)?.[1] ?? ''];
  if (faults.length === 0)
    return noun === undefined
      ? error.message
      : `No ${noun} with this id exists in your organization. Check ${param ?? 'the id'}.`;
  return faults.map((fault) => `${fault.param}: ${fault.message}`).join(' ');
}
