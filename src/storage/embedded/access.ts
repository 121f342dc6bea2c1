/** May an account enter a folder? Judged by the permission bits of the folder and of every parent. */
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Account } from './account.ts';

/**
 * The first folder on the way to `path` (itself included) that `account` cannot enter; `null` = the way is free.
 * Folders that don't exist yet count as enterable.
 */
export async function firstClosedFolder(path: string, account: Account | null): Promise<string | null> {
  if (!account) return null;
  for (const folder of wayTo(path)) {
    const facts = await stat(folder).catch(() => null);
    if (facts?.isDirectory() && !mayEnter(facts, account)) return folder;
  }
  return null;
}

function mayEnter(
  facts: { readonly mode: number; readonly uid: number; readonly gid: number },
  account: Account,
): boolean {
  if (facts.uid === account.uid) return (facts.mode & 0o100) !== 0;
  if (facts.gid === account.gid) return (facts.mode & 0o010) !== 0;
  return (facts.mode & 0o001) !== 0;
}

function wayTo(path: string): readonly string[] {
  const way: string[] = [];
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    way.unshift(folder);
    if (folder === dirname(folder)) return way;
  }
}
