/** What machines say, and what only people say, in one language. A new language is one more file of this shape. */
export interface MachinePhrases {
  /** Of a mailbox for certain. */
  readonly mailbox: readonly string[];
  /** Of a mailbox or a carrier's announcement, but a person might say it: two of them, or one in a long greeting. */
  readonly likely: readonly string[];
  /** Of a menu. */
  readonly menu: readonly string[];
  /** Of an assistant that screens calls. */
  readonly screening: readonly string[];
  /** Of a screener that asks for time: the person may still come. */
  readonly holding: readonly string[];
  /** Of a carrier: nobody can be reached at this number. */
  readonly unreachable: readonly string[];
  /** Of a person who has picked up; also the whole of a short greeting. */
  readonly human: readonly string[];
  /** Of these, what no recording says: it waits for an answer. */
  readonly offers: readonly string[];
  /** Keys as words, `0` to `9`. */
  readonly digits: readonly string[];
  /** The star and the pound key. */
  readonly star: readonly string[];
  readonly pound: readonly string[];
  /** "Press", "dial": what stands before a key. */
  readonly press: readonly string[];
  /** Between "press" and the key: "the number". */
  readonly pressFillers: readonly string[];
  /** "For", "to speak to": what stands before an option. Longer ones first. */
  readonly option: readonly string[];
  /** The commonest of them. */
  readonly optionWord: string;
  /** Options behind which a person is. */
  readonly operator: readonly string[];
  /** What the agent says to a screener when it was given nothing else; `%` is its name. */
  readonly introduction: string;
}
