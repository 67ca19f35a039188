import { pointsBalance } from "../../src/points/balance.js";
import type { PointsAccount } from "../../src/points/model.js";
import { pointsAccountKind } from "../../src/points/records.js";
import type { Program } from "../../src/program/document.js";
import type { HostEvent } from "../../src/program/host-events.js";
import { recordEvent, type ModuleDecision, type ProgramContext, type RecordedEvent } from "../../src/program/index.js";
import type { RecordEnvelope } from "../../src/shared/envelope.js";
import type { RecordKind } from "../../src/shared/record-kind.js";
import type { Storage } from "../../src/shared/storage.js";

/** What the program takes at a time. */
export function at(program: Program, time: string): ProgramContext {
  return { ...program, now: new Date(time) };
}

/** Records an event as it happens. */
export function happens(storage: Storage, program: Program, event: HostEvent): Promise<RecordedEvent> {
  return recordEvent(storage, event, at(program, event.occurredAt ?? ""));
}

/** Everything that an event has besides what happened: told by customer `cus_7` at a time. */
export function told<Type extends HostEvent["type"]>(
  type: Type,
  id: string,
  occurredAt: string,
): { readonly type: Type; readonly id: string; readonly customerId: string; readonly occurredAt: string } {
  return { type, id, customerId: "cus_7", occurredAt };
}

/** One line of money, or several. */
export function lines(
  ...paid: readonly string[]
): { readonly sku: string; readonly quantity: number; readonly paid: string }[] {
  return paid.map((amount, i) => ({ sku: `sku_${i + 1}`, quantity: 1, paid: amount }));
}

/** Which modules said yes, and why the others said no, in their order. */
export function verdicts({ decisions }: { readonly decisions: readonly ModuleDecision[] }): readonly string[] {
  return decisions.map(({ module, ok, rejection }) => (ok ? module : `${module}: ${rejection?.code}`));
}

/** The record of customer `cus_7` as it is stored. */
export async function stored<State extends RecordEnvelope>(
  storage: Storage,
  kind: RecordKind<State>,
  id = "cus_7",
): Promise<State | undefined> {
  const { record } = await storage.load({ owner: "cus_7", kind: kind.kind, id }, {});
  return record as State | undefined;
}

/** Available points of a type at a time. */
export async function available(
  storage: Storage,
  { points, zone }: Program,
  pointsType: string,
  time: string,
): Promise<number | undefined> {
  const account: PointsAccount | undefined = await stored(storage, pointsAccountKind);
  return account && pointsBalance(account, { points, zone, now: new Date(time) })[pointsType]?.available;
}
