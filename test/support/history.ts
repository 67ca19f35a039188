// What a run of many writers left, held against what its senders and readers saw while it ran.

/** A command as its sender saw it: when it was first sent, when it was answered, and how. */
export interface Sent {
  readonly record: string;
  readonly command: string;
  readonly began: number;
  readonly ended: number;
  /** Acknowledged as carried out, refused, or never answered. */
  readonly answer: "done" | "refused" | "unknown";
}

/** A record as somebody read it: how many entries it had. */
export interface Read {
  readonly record: string;
  readonly began: number;
  readonly ended: number;
  readonly version: number;
}

/** A record as it is at the end. */
export interface Kept {
  readonly record: string;
  readonly version: number;
  readonly entries: readonly { readonly seq: number; readonly command: string }[];
  /** The record as text, and the text of what its events fold to. */
  readonly text: string;
  readonly folded: string;
}

export interface History {
  readonly sent: readonly Sent[];
  readonly reads: readonly Read[];
  readonly kept: readonly Kept[];
}

/**
 * What is wrong with a history, in words; nothing where every record behaved as if its commands had been carried out
 * one after the other, each at some moment between its sending and its answer. Every commit has one entry here.
 */
export function faultsOf({ sent, reads, kept }: History): readonly string[] {
  return kept.flatMap((record) => {
    const mine = <Item extends { readonly record: string }>(items: readonly Item[]): readonly Item[] =>
      items.filter((item) => item.record === record.record);
    const commands = new Map(mine(sent).map((one) => [one.command, one]));
    const faults = [
      ...numberFaults(record),
      ...commandFaults(record, commands),
      ...orderFaults(record, commands),
      ...readFaults(record, commands, mine(reads)),
    ];
    return faults.map((fault) => `${record.record}: ${fault}`);
  });
}

function numberFaults({ version, entries, text, folded }: Kept): readonly string[] {
  return [
    ...entries.flatMap(({ seq }, i) => (seq === i + 1 ? [] : [`gap: entry ${i + 1} has the number ${seq}`])),
    ...(version === entries.length ? [] : [`version: ${version} with ${entries.length} entries`]),
    ...(text === folded ? [] : ["fold: the events do not give the record"]),
  ];
}

type Commands = ReadonlyMap<string, Sent>;

function commandFaults({ entries }: Kept, commands: Commands): readonly string[] {
  const counts = new Map<string, number>();
  for (const { command } of entries) counts.set(command, (counts.get(command) ?? 0) + 1);
  const wrong = [...commands.values()].flatMap(({ command, answer }) => {
    const count = counts.get(command) ?? 0;
    if (answer === "done" && count === 0) return [`lost: ${command} was acknowledged`];
    return answer === "refused" && count > 0 ? [`undead: ${command} was refused`] : [];
  });
  const twice = [...counts].filter(([, count]) => count > 1).map(([command]) => `twice: ${command}`);
  return [...wrong, ...twice];
}

/** Going backwards: nobody who began later may stand before somebody who was answered before that. */
function orderFaults({ entries }: Kept, commands: Commands): readonly string[] {
  let earliest = { ended: Number.POSITIVE_INFINITY, command: "" };
  return entries.toReversed().flatMap(({ command }) => {
    const sent = commands.get(command);
    if (sent === undefined) return [];
    const fault = earliest.ended < sent.began ? [`order: ${command} stands before ${earliest.command}`] : [];
    if (sent.answer === "done" && sent.ended < earliest.ended) earliest = sent;
    return fault;
  });
}

function readFaults({ entries }: Kept, commands: Commands, reads: readonly Read[]): readonly string[] {
  const times = entries.map(({ command }) => commands.get(command));
  return reads.flatMap(({ version, began, ended }) => {
    const missed = times.slice(version).find((one) => one?.answer === "done" && one.ended < began);
    const foreseen = times.slice(0, version).find((one) => one !== undefined && one.began > ended);
    return [
      ...(missed === undefined ? [] : [`stale read: version ${version} without ${missed.command}`]),
      ...(foreseen === undefined ? [] : [`foreseen: version ${version} with ${foreseen.command}`]),
    ];
  });
}
