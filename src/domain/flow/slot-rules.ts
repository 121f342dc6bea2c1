/** What a well-formed slot may still get wrong. */
import type { FieldFault } from '#kernel';
import type { Flow, Slot } from './schema.ts';

interface SlotFault {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

export function slotFaults({ nodes }: Flow, path: string): FieldFault[] {
  return nodes.flatMap((node, index) => {
    const at = `${path}.nodes[${index}]`;
    const slots: readonly (readonly [string, Slot])[] =
      node.type === 'ask'
        ? [[`${at}.slot`, node.slot]]
        : node.type === 'prompt'
          ? (node.slots ?? []).map((slot, i) => [`${at}.slots[${i}]`, slot] as const)
          : [];
    return slots.flatMap(([param, slot]) =>
      slotRules(slot).map(({ field, rule, message }) => ({
        param: param + field,
        rule,
        message: `node '${node.id}': ${message}`,
      })),
    );
  });
}

function slotRules(slot: Slot): readonly SlotFault[] {
  switch (slot.type) {
    case 'digits':
      return slot.max < slot.min
        ? [{ field: '.max', rule: 'min-max', message: `max is below min; make it ${slot.min} or more.` }]
        : [];
    case 'number':
      return slot.min !== undefined && slot.max !== undefined && slot.max < slot.min
        ? [{ field: '.max', rule: 'min-max', message: `max is below min; make it ${slot.min} or more.` }]
        : [];
    case 'time':
      return slot.earliest !== undefined && slot.latest !== undefined && slot.latest < slot.earliest
        ? [
            {
              field: '.latest',
              rule: 'min-max',
              message: `latest is before earliest; make it ${slot.earliest} or later.`,
            },
          ]
        : [];
    case 'choice':
      return choiceRules(slot);
    default:
      return [];
  }
}

function choiceRules(slot: Slot & { type: 'choice' }): readonly SlotFault[] {
  const faults: SlotFault[] = [];
  const phrases = new Map<string, string>();
  const keys = new Set<string>();
  slot.options.forEach((option, index) => {
    const field = `.options[${index}]`;
    if (option.value.startsWith(':'))
      faults.push({
        field: `${field}.value`,
        rule: 'reserved',
        message: `the value '${option.value}' begins with ':', which is reserved; rename it.`,
      });
    for (const phrase of option.phrases.map((text) => text.trim().toLowerCase())) {
      const other = phrases.get(phrase);
      if (other !== undefined && other !== option.value)
        faults.push({
          field: `${field}.phrases`,
          rule: 'unique',
          message: `'${phrase}' stands for '${other}' and for '${option.value}'; keep it in one of them.`,
        });
      phrases.set(phrase, option.value);
    }
    if (option.key === undefined) return;
    if (keys.has(option.key))
      faults.push({
        field: `${field}.key`,
        rule: 'unique',
        message: `key '${option.key}' is used twice; give each option its own.`,
      });
    keys.add(option.key);
  });
  return faults;
}
