/** Numbers as requests name them: E.164, or the slug, which is that without its plus. */
import { isE164, type PhoneNumber, type Repositories, type Tenant } from '#domain';
import { invalidRequest, notFound, parseId } from '#kernel';

type Numbers = Pick<Repositories, 'numbers'>;

/** Also by our id. @throws AppError `number-unknown` (404) */
export async function knownNumber({ numbers }: Numbers, tenant: Tenant, text: string): Promise<PhoneNumber> {
  const e164 = text.startsWith('+') ? text : `+${text}`;
  const id = isE164(e164) ? null : parseId(text);
  const number = isE164(e164)
    ? await numbers.findByE164(tenant.organizationId, e164)
    : id && (await numbers.get(tenant.organizationId, id));
  if (!number) throw notFound('number');
  return number;
}

/** Each once, however often it is named. @throws AppError `invalid-request` naming each that is not there */
export async function numbersNamed(
  { numbers }: Numbers,
  { organizationId }: Tenant,
  given: readonly string[],
  param: string,
): Promise<readonly PhoneNumber[]> {
  const found = await Promise.all(
    given.map(async (text) => {
      const e164 = text.startsWith('+') ? text : `+${text}`;
      return isE164(e164) ? numbers.findByE164(organizationId, e164) : null;
    }),
  );
  const gone = given.filter((_text, index) => found[index] === null);
  if (gone.length > 0)
    throw invalidRequest([
      {
        param,
        rule: 'number-unknown',
        message: `None of your numbers: ${gone.join(', ').slice(0, 300)}. Add it first.`,
      },
    ]);
  return [...new Map(found.flatMap((one) => (one ? [[one.id, one]] : []))).values()];
}
