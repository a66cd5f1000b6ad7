/** Says as whom a command acts where nobody has signed in: in whose name, and how people would. */
export function unattendedLine(title: string, subject: string): string {
  return `Signed in unattended as the invented ${title} ${subject}. With OIDC_ISSUER set people sign in.`;
}
