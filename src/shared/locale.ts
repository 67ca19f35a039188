/** The languages the library speaks. A host that needs another one goes by codes and writes its own words. */
export type Locale = "en" | "zh-CN";

/** What people call a thing: a text in the document's language, or one a language. */
export type Label = string | Readonly<Partial<Record<Locale, string>>>;

/** The label in a language; in another one, or the name itself, where it has none. */
export function labelIn(label: Label | undefined, locale: Locale, name: string): string {
  if (label === undefined || typeof label === "string") return label ?? name;
  return label[locale] ?? label.en ?? label["zh-CN"] ?? name;
}

/** A message with its values in the places of their names: `{due}` becomes what `due` is, an unknown name nothing. */
export function filled(message: string, values: Readonly<Record<string, string>>): string {
  return message.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}
