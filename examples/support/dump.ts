import { agendaKind, canonicalJson, type Ref, type Storage } from "clientele";

/**
 * Everything that a storage holds of a program, as lines of canonical JSON in a fixed order: the records of every customer and
 * of the program itself, and their histories. Two storages are equal when their dumps are. The versions of records are
 * left out: they count commits, and one commit may hold what several would.
 */
export async function dumpOf(storage: Storage, programId: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const owner of [...(await customersIn(storage)), programId]) {
    for (const ref of await storage.refsOf(owner)) {
      const { record } = await storage.load(ref, {});
      lines.push(canonicalJson({ ref, record }));
      for (const entry of await historyOf(storage, ref)) lines.push(canonicalJson({ ref, entry }));
    }
  }
  return lines;
}

/** The places at which two dumps differ, each line cut to be read. */
export function differencesOf(left: readonly string[], right: readonly string[]): readonly string[] {
  const longer = left.length > right.length ? left : right;
  const apart = [...longer.keys()].filter((i) => left[i] !== right[i]);
  return apart.map((i) => `${left[i]?.slice(0, 300)} <> ${right[i]?.slice(0, 300)}`);
}

async function customersIn(storage: Storage): Promise<readonly string[]> {
  const owners: string[] = [];
  for (let after: Ref | undefined; ;) {
    const page = await storage.records(agendaKind.kind, { limit: 500, ...(after !== undefined && { after }) });
    owners.push(...page.map(({ ref }) => ref.owner));
    if (page.length < 500) return owners;
    after = page.at(-1)?.ref;
  }
}

async function historyOf(storage: Storage, ref: Ref): Promise<readonly object[]> {
  const entries: object[] = [];
  for (let after = 0; ;) {
    const page = await storage.entries(ref, { after, limit: 500 });
    entries.push(...page);
    if (page.length < 500) return entries;
    after = page.at(-1)?.seq ?? after;
  }
}
