/** Told how a transaction ended: what waits for its commit, or undoes what it promised. */
export type TransactionEnding = ((committed: boolean) => void)[];
