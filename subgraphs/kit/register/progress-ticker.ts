/** How far an import has read. */
export type Progress = {
  rows: number;
  /** Of the file's bytes, 0 to 1. */
  fraction: number;
};

const EVERY = 500;

/** Turns counts into a call of `onProgress` about twice a second. */
export function progressTicker(totalBytes: number, onProgress?: (progress: Progress) => void) {
  let bytes = 0;
  let rows = 0;
  let toldAt = Date.now();
  const tell = (fraction: number): void => onProgress?.({ rows, fraction });
  return {
    bytes(count: number): void {
      bytes += count;
      if (Date.now() - toldAt < EVERY) return;
      toldAt = Date.now();
      tell(totalBytes === 0 ? 0 : Math.min(1, bytes / totalBytes));
    },
    rows(count: number): void {
      rows = count;
    },
    done(): void {
      tell(1);
    },
  };
}
