/** Somebody who works on cases, as the host knows them now. */
export interface Agent {
  readonly id: string;
  /** Any role, when left out. */
  readonly roles?: readonly string[];
  readonly skills?: readonly string[];
  readonly languages?: readonly string[];
  /** Any shop, when left out. */
  readonly shopId?: string;
  /** How many open cases they have: none, when left out. */
  readonly open?: number;
  /** The most open cases at a time. No limit, when left out. */
  readonly capacity?: number;
  /** How much of the work: twice the weight, twice the cases. 1, when left out. */
  readonly weight?: number;
  /** The business calendar of their shift. Always on shift, when left out. */
  readonly calendar?: string;
  /** Gone: takes nothing any more, and what they have is to be handed over. */
  readonly hasLeft?: boolean;
}

/** What a case asks of whoever works on it. */
export interface AssignmentNeeds {
  readonly role?: string;
  readonly skills?: readonly string[];
  readonly languages?: readonly string[];
  readonly shopId?: string;
  /** The customer's own agent, who gets it when they can take it. */
  readonly dedicatedAgentId?: string;
}
