/** The parts of an object that are there. */
export type Present<Parts> = { [Key in keyof Parts]?: Exclude<Parts[Key], undefined> };

/** An object without the parts that are undefined. */
export function withoutAbsent<Parts extends object>(parts: Parts): Present<Parts> {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as Present<Parts>;
}
