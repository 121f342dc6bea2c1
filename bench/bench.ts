/** What a bench is. */

/** Tells people how far it is. */
export type Progress = (text: string) => void;

/** @param args what follows its name. @returns its figures by name */
export type Bench = (
  progress: Progress,
  args: readonly string[],
) => Promise<Readonly<Record<string, number>>>;
