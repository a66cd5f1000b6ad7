/** What makes a whole file unreadable, as against one bad row. */
type CsvErrorCode =
  | 'CSV_UNREADABLE'
  | 'CSV_EMPTY'
  | 'CSV_NOT_UTF8'
  | 'CSV_BAD_HEADER'
  | 'CSV_MISSING_COLUMN'
  | 'CSV_DUPLICATE_COLUMN'
  | 'CSV_LINE_TOO_LONG';

/** The file cannot be read as a table. The message says what to do and quotes no cell. */
export class CsvError extends Error {
  override name = 'CsvError';
  readonly code: CsvErrorCode;

  constructor(code: CsvErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
