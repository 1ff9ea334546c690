/** The time as services see it; asked anew for every message, so that nothing freezes in a warm function. */
export type Clock = () => Date;
