import { ClienteleError } from "../shared/errors.js";
import type { Loaded, Ref } from "../shared/repository.js";
import { loadMany, type Storage, type Wanted } from "../shared/storage.js";
import type { Agenda } from "./agenda.js";
import { agendaKind } from "./records.js";
import { openFile, type CustomerFile } from "./customer-file.js";
import type { HostEvent } from "./host-events.js";
import { aboutOf, type ProgramContext } from "./island.js";
import { isPersonal } from "./forget.js";
import { islands, watchedOf } from "./islands.js";

/** A customer's file, with the open cases, and what was recorded of the event before. */
export interface OpenedCustomer {
  readonly file: CustomerFile;
  readonly agenda: Agenda | undefined;
  readonly earlier: Awaited<ReturnType<Storage["load"]>>["earlier"];
}

/** A customer to open, for an event or for time passing. */
export interface Opening {
  readonly owner: string;
  readonly event?: HostEvent;
}

/** Loads what an event or an instant can touch: one round trip, and one more where cases are open. */
export async function openCustomer(
  storage: Storage,
  opening: Opening,
  context: ProgramContext,
): Promise<OpenedCustomer> {
  const [opened] = await openCustomers(storage, [opening], context);
  if (opened !== undefined) return opened;
  throw new ClienteleError("storage_failed", `Nothing was answered for the customer "${opening.owner}".`);
}

/** The same for many customers, in as many round trips as for one. */
export async function openCustomers(
  storage: Storage,
  openings: readonly Opening[],
  context: ProgramContext,
): Promise<readonly OpenedCustomer[]> {
  const asked: Wanted[][] = [];
  for (const opening of openings) asked.push(await wantedBy(storage, opening, context));
  const loaded = await loadEachList(storage, asked);
  const agendas = loaded.map(([first]) => first?.record as Agenda | undefined);
  const watched = asked.map((wanted, i) => {
    const refs = wanted.map(({ ref }) => ref);
    return watchedOf(agendas[i], refs).map((ref) => wantedFor(ref, openings[i]?.event));
  });
  const watchedLoaded = await loadEachList(storage, watched);
  return openings.map(({ owner }, i) => {
    const wanted = [...(asked[i] ?? []), ...(watched[i] ?? [])];
    const file = openFile(owner, wanted, [...(loaded[i] ?? []), ...(watchedLoaded[i] ?? [])]);
    return { file, agenda: agendas[i], earlier: loaded[i]?.[0]?.earlier };
  });
}

async function wantedBy(storage: Storage, { owner, event }: Opening, context: ProgramContext): Promise<Wanted[]> {
  const agendaRef: Ref = { owner, kind: agendaKind.kind, id: owner };
  const asked = [agendaRef, ...islands.flatMap((island) => island.refs(owner, event, context))];
  const refs = event?.type === "customer.erased" ? withPersonal(asked, await storage.refsOf(owner)) : asked;
  return refs.map((ref) => wantedFor(ref, event));
}

/** Several lists in one round trip, and none where nothing is asked. */
async function loadEachList(
  storage: Storage,
  lists: readonly (readonly Wanted[])[],
): Promise<readonly (readonly Loaded[])[]> {
  const all = lists.flat();
  const loaded = all.length === 0 ? [] : await loadMany(storage, all);
  let taken = 0;
  return lists.map(({ length }) => loaded.slice(taken, (taken += length)));
}

/** Who is forgotten is forgotten everywhere: free texts lie beside cases and answers, however old. */
function withPersonal(asked: readonly Ref[], owned: readonly Ref[]): readonly Ref[] {
  const personal = owned.filter(({ kind }) => isPersonal(kind));
  return [...asked, ...personal.filter(({ kind, id }) => !asked.some((ref) => ref.kind === kind && ref.id === id))];
}

/** The agenda knows which host events were recorded; the other records know what happened about the same thing. */
function wantedFor(ref: Ref, event: HostEvent | undefined): Wanted {
  if (event === undefined) return { ref, lookup: {} };
  return { ref, lookup: ref.kind === agendaKind.kind ? { id: event.id } : { about: aboutOf(event) } };
}
