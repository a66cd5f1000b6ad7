/** Why a register was left as it was. */
type RegisterErrorCode =
  /** More than half of the rows are bad: most likely another agency's file. */
  | 'REGISTER_MOSTLY_BAD'
  /** The file has no row, the register has some. */
  | 'REGISTER_EMPTY'
  /** The rejects file cannot be written where it should be. */
  | 'REJECTS_UNWRITABLE';

/** An import that was refused; the register is unchanged. The message quotes no cell. */
export class RegisterError extends Error {
  override name = 'RegisterError';
  readonly code: RegisterErrorCode;

  constructor(code: RegisterErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
