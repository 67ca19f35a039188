import { localDay } from "../calendar/zones.js";
import type { Facts } from "../conditions/fact-spec.js";
import { instantOf } from "../shared/instants.js";
import type { CustomerFile } from "./customer-file.js";
import type { ProgramContext } from "./island.js";
import { factsOfCases } from "./islands/cases.js";
import { factsOfPerson } from "./islands/customers.js";
import { factsOfPurchases } from "./islands/orders.js";
import { pointsFacts } from "./islands/points.js";
import { factsOfTiers } from "./islands/tiers.js";
import { factsOfSegments } from "./segment-facts.js";

/**
 * What conditions may ask about a customer at `now`: the day, and what every island knows. The islands do not know of
 * each other; this is where their facts come together.
 */
export function factsOfCustomer(file: CustomerFile, context: ProgramContext): Facts {
  return {
    today: localDay(instantOf(context.now), context.zone),
    ...factsOfPerson(file, context),
    ...factsOfPurchases(file, context),
    ...pointsFacts(file, context),
    ...factsOfTiers(file, context),
    ...factsOfSegments(file, context),
    ...factsOfCases(file),
  };
}
