/** Whether a name is written, at least in part, in Han characters. */
export function isHanName(name: string): boolean {
  return /\p{Script=Han}/u.test(name);
}
