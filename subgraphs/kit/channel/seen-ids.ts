/** What an id turns out to be; FULL when there is no room to remember it, so that none slips by. */
export type Sighting = 'FIRST' | 'AGAIN' | 'FULL';

/**
 * Remembers ids in this process for at least `seconds`, and at most twice as long: two sets take
 * turns, so that nothing is ever searched for what has expired.
 *
 * @param limit ids that either set may hold.
 */
export function createSeenIds(
  { seconds, limit }: { seconds: number; limit: number },
  now: () => Date,
): (id: string) => Sighting {
  const kept = { turnAt: -Infinity, current: new Set<string>(), previous: new Set<string>() };
  const turn = (time: number): void => {
    if (time < kept.turnAt) return;
    // after a long silence neither set holds anything that still counts
    const isRecent = time < kept.turnAt + seconds * 1000;
    kept.previous = isRecent ? kept.current : new Set();
    kept.current = new Set();
    kept.turnAt = time + seconds * 1000;
  };
  return (id) => {
    turn(now().getTime());
    if (kept.current.has(id) || kept.previous.has(id)) return 'AGAIN';
    if (kept.current.size >= limit) return 'FULL';
    kept.current.add(id);
    return 'FIRST';
  };
}
