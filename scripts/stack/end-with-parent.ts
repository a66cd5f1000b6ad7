/**
 * Imported by what a command runs on its way, such as an import: it ends when whoever started it does,
 * in whatever way that was. It would else go on over a home that the next command has begun to use.
 */
process.once('disconnect', () => process.exit(1));
// what it has to do keeps it up, and nothing else
process.channel?.unref();
