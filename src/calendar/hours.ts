/** Opening hours of one shift in minutes since the midnight it opens on; a night shift closes after 1440. */
export interface Shift {
  readonly opens: number;
  readonly closes: number;
}

const pattern = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

/**
 * A shift from its text: `09:00-18:00`, until midnight as `18:00-24:00`, overnight as `22:00-06:00` (it belongs to the
 * day on which it opens). Undefined when the text is none, or opens and closes at the same time.
 */
export function readHours(text: string): Shift | undefined {
  const parts = pattern.exec(text);
  if (parts === null) return undefined;
  const opens = Number(parts[1]) * 60 + Number(parts[2]);
  const closes = Number(parts[3] ?? 24) * 60 + Number(parts[4] ?? 0);
  if (opens === closes) return undefined;
  return { opens, closes: closes > opens ? closes : closes + 1440 };
}
