const REDRAW = 100;

/** Says on standard error how far long work has come: in place on a terminal, in lines elsewhere. */
export type Progress = {
  /** One step that is done or under way. */
  say: (text: string) => void;
  /** A step that counts; drawn at most ten times a second. */
  count: (text: string, done: number, of: number) => void;
};

export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  const inPlace = stream.isTTY;
  let drawn = 0;
  let open = false;
  const close = (): void => {
    if (open) stream.write('\n');
    open = false;
  };
  return {
    say: (text) => {
      close();
      stream.write(`${text}\n`);
    },
    count: (text, done, of) => {
      const last = done >= of;
      if (!last && (!inPlace || Date.now() - drawn < REDRAW)) return;
      drawn = Date.now();
      const line = `${text} ${String(done)} of ${String(of)}`;
      stream.write(inPlace ? `\r\u001B[2K${line}` : `${line}\n`);
      open = inPlace && !last;
      if (inPlace && last) stream.write('\n');
    },
  };
}
