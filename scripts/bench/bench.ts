/** What a bench hands back, for people as a table and for programs as rows. */
export type BenchReport = {
  title: string;
  /** How it was measured, in a line or two. */
  notes: readonly string[];
  rows: readonly Readonly<Record<string, string | number>>[];
  /** What was promised and whether it was kept. */
  targets: readonly { target: string; met: boolean }[];
};

export type BenchOptions = {
  /** Times each contestant is measured; medians are reported. */
  rounds: number;
  /** Seconds one measurement lasts. */
  seconds: number;
  /** People in the registers, where a bench compares registers. */
  sizes: readonly number[];
  progress: (line: string) => void;
};

/** One section of `npm run bench`. */
export type Bench = {
  name: string;
  about: string;
  run(options: BenchOptions): Promise<BenchReport>;
};
