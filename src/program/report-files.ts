import type { Storage } from "../shared/storage.js";
import { advance } from "./advance.js";
import { agendaKind } from "./records.js";
import type { CustomerFile } from "./customer-file.js";
import type { ProgramContext } from "./island.js";
import { islands } from "./islands.js";
import { openCustomer } from "./open-customer.js";
import { eachRecord } from "./pages.js";

/**
 * Every customer's records, in order of their ids, each brought to `now` and none of it written: what a report says of
 * customers whom no job has swept is what it would say after the sweep.
 */
export async function* customerFiles(storage: Storage, context: ProgramContext): AsyncGenerator<CustomerFile> {
  for await (const { ref } of eachRecord(storage, agendaKind.kind))
    yield await customerFile(storage, ref.owner, context);
}

/** One customer's records, brought to `now` and never written. */
export async function customerFile(
  storage: Storage,
  customerId: string,
  context: ProgramContext,
): Promise<CustomerFile> {
  const { file } = await openCustomer(storage, { owner: customerId }, context);
  advance(file, islands, context);
  return file;
}
