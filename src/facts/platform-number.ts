/** A number that a platform sets: a limit, or what it takes where nobody says otherwise. */
export interface PlatformNumber {
  readonly value: number;
  readonly unit: "seconds" | "hours" | "days" | "megabytes" | "kilobytes" | "gigabytes" | "bytes" | "characters" | "times" | "pieces";
  /** The vendor's page that states it. */
  readonly page: string;
  /** The day on which it was read there, as an ISO date: that of the copy of the page where that is known. Null: nobody has found it there yet. */
  readonly read: string | null;
}

/** The day of the number that was read longest ago: that of a table of them. */
export function oldestReading(numbers: Readonly<Record<string, PlatformNumber>>): string {
  const [oldest = ""] = Object.values(numbers)
    .flatMap(({ read }) => read ?? [])
    .toSorted();
  return oldest;
}
