import type { ServiceCase } from "../cases/model.js";
import { caseKind } from "../cases/records.js";
import type { Ref } from "../shared/repository.js";
import { loadMany, type Storage } from "../shared/storage.js";

/** A case, where it lies, and at which version it was read. */
export interface LoadedCase {
  readonly ref: Ref;
  readonly version: number;
  readonly serviceCase: ServiceCase;
}

/** Every case of these owners, whoever recorded it, in order of owner and id. */
export async function casesOfOwners(storage: Storage, owners: readonly string[]): Promise<readonly LoadedCase[]> {
  const refs = (await Promise.all(owners.map((owner) => storage.refsOf(owner)))).flat();
  const wanted = refs.filter(({ kind }) => kind === caseKind.kind).map((ref) => ({ ref, lookup: {} }));
  const loaded = await loadMany(storage, wanted);
  return wanted.flatMap(({ ref }, i) => {
    const { record, version = 0 } = loaded[i] ?? {};
    return record === undefined ? [] : [{ ref, version, serviceCase: record as ServiceCase }];
  });
}
