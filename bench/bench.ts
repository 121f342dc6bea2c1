/** What a bench is. */

/** Tells people how far it is. */
export type Progress = (text: string) => void;

/** @returns its figures by name */
export type Bench = (progress: Progress) => Promise<Readonly<Record<string, number>>>;
