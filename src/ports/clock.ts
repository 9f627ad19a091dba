/** The time, passed in so that wording and identities can be tested. */
export interface Clock {
  now(): Date;
  /** Milliseconds that only ever grow, for durations. */
  elapsed(): number;
}
