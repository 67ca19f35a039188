import type { ServiceCase } from "../cases/model.js";
import { caseKind } from "../cases/records.js";
import { settleCase } from "../cases/settle.js";
import type { PointsAccount } from "../points/model.js";
import { pointsAccountKind } from "../points/records.js";
import { settlePoints } from "../points/settle.js";
import { followAll } from "../program/advance.js";
import type { ProgramContext } from "../program/island.js";
import { islands } from "../program/islands.js";
import { openCustomer } from "../program/open-customer.js";
import type { EventEnvelope, RecordEnvelope } from "../shared/envelope.js";
import type { Storage } from "../shared/storage.js";
import type { Standing } from "../tiers/model.js";
import { standingKind } from "../tiers/records.js";
import { settleTier } from "../tiers/settle.js";
import { requireSame } from "./contract/demand.js";
import { contextAt, type PlayedProgram } from "./program-play.js";
import { storedHistories } from "./stored.js";

/**
 * Throws when, at an instant at which due work was done, a record still has something to settle, or something still
 * follows from a customer's facts: a tier, a class.
 */
export async function requireSettled(storage: Storage, now: number, played: PlayedProgram): Promise<void> {
  const context = contextAt(played, now);
  const stored = await storedHistories(storage);
  for (const { ref, record } of stored) {
    requireSame(`what is left to settle of the ${ref.kind} "${ref.id}"`, leftToSettle(ref.kind, record, context), []);
  }
  const owners = new Set(stored.map(({ ref }) => ref.owner).filter((owner) => owner !== played.program.id));
  for (const owner of owners) {
    const { file } = await openCustomer(storage, { owner }, context);
    followAll(file, islands, { id: "looked_again", fingerprint: "" }, context);
    requireSame(`what follows for ${owner}`, file.events(), []);
  }
}

function leftToSettle(kind: string, record: RecordEnvelope, context: ProgramContext): readonly EventEnvelope[] {
  switch (kind) {
    case pointsAccountKind.kind:
      return settlePoints(record as PointsAccount, { ...context, facts: {} });
    case standingKind.kind:
      return settleTier(record as Standing, context);
    case caseKind.kind:
      return settleCase(record as ServiceCase, context);
    default:
      return [];
  }
}
