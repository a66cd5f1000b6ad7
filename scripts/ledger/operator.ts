/** Who is written down for what is done at the command line; the account's name is nobody's business. */
export const OPERATOR = 'operator';
