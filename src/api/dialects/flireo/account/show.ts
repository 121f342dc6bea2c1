/** An organization as Flireo shows it: its account, its minutes, and what it has. */
import { isExhausted, monthOf, type MinuteAccount, type Organization, type Tenant } from '#domain';
import type { DialectDeps } from '../../../dialect.ts';

/** What an account that is charged nothing has: clients look whether anything is left before they call. */
const UNLIMITED = 1_000_000;
const ON_A_LINE = ['dialing', 'ringing', 'in_progress'] as const;

type AccountDeps = Pick<DialectDeps, 'store' | 'calls' | 'clock'>;

/** @param tenant who asks, or whom its parent asks about */
export async function showAccount(deps: AccountDeps, tenant: Tenant, organization: Organization) {
  const { store, calls, clock } = deps;
  const { id } = organization;
  const [account, month, numbers, agents, live, members] = await Promise.all([
    store.minutes.account(id),
    store.minutes.used(id, monthOf(clock.now())),
    store.numbers.count(id, { active: true }),
    activeAgents(deps, tenant),
    calls.list(tenant, { limit: 1, status: [...ON_A_LINE], withTotal: true }),
    store.members.list(id, { limit: 1000 }),
  ]);
  // The first who came owns the account in the eyes of its people.
  const owner = members.findLast(({ role, state }) => role === 'owner' && state !== 'disabled');
  return {
    id,
    name: organization.name,
    company_name: organization.name,
    email: owner?.email ?? null,
    minutes_balance: balanceOf(account),
    monthly_usage_minutes: minutes(month.seconds),
    active_numbers: numbers,
    active_agents: agents,
    active_calls: live.total ?? live.rows.length,
  };
}

function balanceOf(account: MinuteAccount): number {
  if (!account.enabled) return UNLIMITED;
  return isExhausted(account) ? Math.min(0, minutes(account.balanceS)) : minutes(account.balanceS);
}

/** Without those that are switched off, as far as they are looked through. */
async function activeAgents({ store }: AccountDeps, { organizationId }: Tenant): Promise<number> {
  const [all, newest] = await Promise.all([
    store.agents.count(organizationId, {}),
    store.agents.list(organizationId, { limit: 1000 }),
  ]);
  return all - newest.filter(({ config }) => config.active === false).length;
}

function minutes(seconds: number): number {
  return Math.round((seconds / 60) * 100) / 100;
}
