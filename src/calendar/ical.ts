/** A property of an event: `DTSTART;VALUE=DATE:20261001` has the name DTSTART, one parameter and a value. */
export interface ICalProperty {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly value: string;
}

/** The events of an iCalendar text (RFC 5545), each as its properties; alarms inside of them are left out. */
export function iCalEvents(text: string): readonly (readonly ICalProperty[])[] {
  const events: ICalProperty[][] = [];
  const open: string[] = [];
  for (const line of unfolded(text)) {
    const property = propertyOf(line);
    if (property === undefined) continue;
    if (property.name === "BEGIN") {
      open.push(property.value.toUpperCase());
      if (open.at(-1) === "VEVENT") events.push([]);
    } else if (property.name === "END") {
      open.pop();
    } else if (open.at(-1) === "VEVENT") {
      events.at(-1)?.push(property);
    }
  }
  return events;
}

/** A line that begins with a blank goes on where the one before stopped. */
function unfolded(text: string): readonly string[] {
  return text.replaceAll(/\r?\n[ \t]/g, "").split(/\r?\n/);
}

/** What is quoted may hold a colon or a semicolon. */
function propertyOf(line: string): ICalProperty | undefined {
  const parts = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:]*))*):(.*)$/.exec(line.trimEnd());
  if (parts === null) return undefined;
  const [, name = "", parameters = "", value = ""] = parts;
  const pairs = [...parameters.matchAll(/;([A-Za-z0-9-]+)=(?:"([^"]*)"|([^";:]*))/g)];
  return {
    name: name.toUpperCase(),
    parameters: Object.fromEntries(
      pairs.map(([, key = "", quoted, plain = ""]) => [key.toUpperCase(), quoted ?? plain]),
    ),
    value: value.trim(),
  };
}
