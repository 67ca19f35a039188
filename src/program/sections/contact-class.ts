/** What a contact is for: to serve, to advertise, to ask. */
export type ContactClass = "service" | "marketing" | "survey";
