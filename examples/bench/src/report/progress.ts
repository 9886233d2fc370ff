/** Says what is going on: on one line of a terminal, or a line each where it is kept. */
export const progress = (what: string): void => {
  const seconds = Math.round(performance.now() / 1000)
  const line = `  ${String(seconds).padStart(4)} s  ${what}`
  process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}` : `${line}\n`)
}

/** Ends the line, before something else is printed. */
export const progressEnds = (): void => void (process.stderr.isTTY && process.stderr.write("\r\u001b[K"))
