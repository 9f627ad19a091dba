/** Where a table of outside facts comes from, and when it was read there. */
export interface FactTable {
  /** What it holds: "Lambda runtimes". */
  readonly name: string;
  /** How many facts of that kind. */
  readonly entries: number;
  /** The page or data file that states them. */
  readonly source: string;
  /** The day on which they were read there, as an ISO date. */
  readonly retrieved: string;
}
