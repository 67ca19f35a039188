import { isOpen } from "../calendar/business.js";
import type { Agent, AssignmentNeeds } from "./agent-model.js";
import { calendarNamed } from "./measure.js";
import type { CasesContext } from "./model.js";

/** What says who is on shift. */
export type ShiftContext = Pick<CasesContext, "calendars" | "holidays" | "zone" | "now">;

/** Why somebody does not take a case, in the order in which it is asked. */
export type Unavailable = "has_left" | "not_qualified" | "not_on_shift" | "full";

/** Why an agent does not take a case now; undefined when they do. */
export function unavailable(agent: Agent, needs: AssignmentNeeds, context: ShiftContext): Unavailable | undefined {
  if (agent.hasLeft === true) return "has_left";
  if (!isQualified(agent, needs)) return "not_qualified";
  if (!isOnShift(agent, context)) return "not_on_shift";
  const { open = 0, capacity } = agent;
  return capacity !== undefined && open >= capacity ? "full" : undefined;
}

/** Whether an agent is at work: in the open time of the calendar of their shift. */
export function isOnShift({ calendar }: Agent, context: ShiftContext): boolean {
  return calendar === undefined || isOpen(calendarNamed(calendar, context), context.now.getTime());
}

function isQualified(agent: Agent, needs: AssignmentNeeds): boolean {
  const { roles, skills = [], languages = [], shopId } = agent;
  return (
    (needs.role === undefined || roles === undefined || roles.includes(needs.role)) &&
    (needs.skills ?? []).every((skill) => skills.includes(skill)) &&
    (needs.languages ?? []).every((language) => languages.includes(language)) &&
    (needs.shopId === undefined || shopId === undefined || shopId === needs.shopId)
  );
}
