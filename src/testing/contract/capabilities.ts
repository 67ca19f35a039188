/**
 * What a storage may offer beside the two methods of the port. Each is a flag of the contract: what a storage leaves
 * out is not asked of it, and its host goes without what stands here.
 */
export type Capability =
  "owners" | "pages" | "due" | "outbox" | "deletion" | "checks" | "parallel" | "retry" | "tenants" | "durability";

/** What each flag means for the host. */
export const contractCapabilities: Readonly<Record<Capability, string>> = {
  owners:
    "loadOwner: many records of one owner at once. Without it recordEvent and runDue cannot be used; execute can.",
  pages:
    "refsOf, records and entries: pages that go on after the last thing seen. Without them there are no reports, and nobody is forgotten everywhere.",
  due: "due: owners with something due. Without it runDue finds nobody; every read still answers as of now.",
  outbox:
    "outbox: all entries in the order of their commits. Without it events are not passed on, and totals are not rolled up.",
  deletion: "commits without a record delete. Without them nobody can be forgotten.",
  checks:
    "the checks of a kind's columns. Without them a broken record is found when it is used, not when it is written.",
  parallel:
    "several writers at once. Without them one process with one connection must write alone; so it is inside a transaction.",
  retry: "an attempt that met a faster writer is made again. Without it the host repeats its own transaction.",
  tenants: "storages made beside each other share nothing. Without it there is one tenant to a database.",
  durability: "durability: what an acknowledged commit survives. Without it the host must know its database.",
};
