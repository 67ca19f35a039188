import { recordResponse } from "../../satisfaction/record-response.js";
import { surveyResponseKind, responseTextsKind } from "../../satisfaction/records.js";
import { responseTextsOf, withoutTexts } from "../../satisfaction/response-texts.js";
import { aboutOf, accept, type Island } from "../island.js";

const module = "satisfaction";

/** Satisfaction: a survey answered is one response; what was written lies beside it. */
export const satisfactionIsland: Island = {
  module,
  refs: (owner, event) => {
    if (event?.type !== "survey.answered") return [];
    return [surveyResponseKind, responseTextsKind].map(({ kind }) => ({ owner, kind, id: aboutOf(event) }));
  },
  take: (file, asked, { questionnaires, surveys, now }, facts) => {
    const { event } = asked;
    if (event.type !== "survey.answered" || questionnaires === undefined) return [];
    const responseId = aboutOf(event);
    const command = withoutTexts({ ...event, id: `${event.id}#${module}`, responseId });
    const related = file.related(surveyResponseKind, responseId);
    const sections = { questionnaires, ...(surveys !== undefined && { surveys }) };
    const decision = recordResponse(command, { ...sections, now, facts, related });
    const texts = decision.ok ? responseTextsOf(event, decision.state) : undefined;
    if (texts !== undefined) file.put(responseTextsKind, texts);
    return [accept(file, surveyResponseKind, module, decision, { ...asked, id: command.id, about: responseId })];
  },
};
