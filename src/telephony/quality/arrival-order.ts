/** Packets that came twice, and packets that came after a later one: counted by their extended sequence numbers. */

/** How far back a number is remembered; the tracker of sequence numbers takes nothing older. */
const REMEMBERED = 256;

export class ArrivalOrder {
  readonly #seen = new Float64Array(REMEMBERED).fill(-1);
  #highest = -1;
  #reordered = 0;
  #duplicated = 0;

  take(extended: number): void {
    const place = extended % REMEMBERED;
    if (this.#seen[place] === extended) {
      this.#duplicated++;
      return;
    }
    this.#seen[place] = extended;
    if (extended < this.#highest) this.#reordered++;
    else this.#highest = extended;
  }

  /** Another source, or the same one with new numbers; what was counted stays. */
  restart(): void {
    this.#seen.fill(-1);
    this.#highest = -1;
  }

  get reordered(): number {
    return this.#reordered;
  }

  get duplicated(): number {
    return this.#duplicated;
  }
}
