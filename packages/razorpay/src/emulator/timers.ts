export interface Timers {
  /** Runs at an instant of the wall clock, or soon if that has passed. */
  readonly at: (instant: number, run: () => void) => void
  readonly until: (instant: number) => Promise<void>
  /** Nothing runs any more. */
  readonly stop: () => void
}

export const makeTimers = (): Timers => {
  const running = new Set<NodeJS.Timeout>()
  let stopped = false
  const at: Timers["at"] = (instant, run) => {
    if (stopped) return
    const timer = setTimeout(() => {
      running.delete(timer)
      run()
    }, Math.max(0, instant - Date.now()))
    running.add(timer)
  }
  return {
    at,
    until: (instant) => (instant <= Date.now() ? Promise.resolve() : new Promise((resolve) => at(instant, resolve))),
    stop: () => {
      stopped = true
      for (const timer of running) clearTimeout(timer)
    }
  }
}
