/**
 * What a sound export without its `.checkpoint` file leaves open: the checkpoints among its lines are
 * cut off with its end.
 *
 * @param kept how many checkpoints that somebody else has kept were held against it
 */
export function describeEnd(file: string, kept: number): string {
  const end = kept === 0 ? 'a cut-off end' : 'an end cut off behind those given';
  return `${file}: no .checkpoint file beside it: ${end} would not show`;
}
