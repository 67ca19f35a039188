import type { Ref } from "../shared/repository.js";
import type { Storage, Wanted } from "../shared/storage.js";
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

/** Loads what an event or an instant can touch: one round trip, and one more where cases are open. */
export async function openCustomer(
  storage: Storage,
  owner: string,
  event: HostEvent | undefined,
  context: ProgramContext,
): Promise<OpenedCustomer> {
  const agendaRef: Ref = { owner, kind: agendaKind.kind, id: owner };
  const asked = [agendaRef, ...islands.flatMap((island) => island.refs(owner, event, context))];
  const refs = event?.type === "customer.erased" ? withPersonal(asked, await storage.refsOf(owner)) : asked;
  const wanted = refs.map((ref) => wantedFor(ref, event));
  const loaded = await storage.loadOwner(wanted);
  const agenda = loaded[0]?.record as Agenda | undefined;
  const more = watchedOf(agenda, refs).map((ref) => wantedFor(ref, event));
  const moreLoaded = more.length === 0 ? [] : await storage.loadOwner(more);
  const file = openFile(owner, [...wanted, ...more], [...loaded, ...moreLoaded]);
  return { file, agenda, earlier: loaded[0]?.earlier };
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
