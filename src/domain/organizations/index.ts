/** Tenants, their people, what they may do, how much, and the log of what they did. */
export * from './organization.ts';
export * from './member.ts';
export * from './scopes.ts';
export type * from './repositories.ts';
export * from '../audit/chain.ts';
export type * from '../audit/entry.ts';
export * from '../quotas/bucket.ts';
export * from '../quotas/minutes.ts';
export * from '../quotas/quota.ts';
export * from '../quotas/rates.ts';
