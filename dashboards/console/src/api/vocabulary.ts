/** The bureau's own words of the trade 词表. */
export type Dictionary = Readonly<{ version: number; words: readonly string[] }>

/** One entry of the bureau's table of names; its id stays when the name changes. */
export type NameEntry = Readonly<{ id: string; kind: string; name: string; aliases: readonly string[] }>

/** An entry as a form gives it; without an id the desk computes one. */
export type NameForm = Omit<NameEntry, 'id'> & Readonly<{ id?: string }>

/** The bureau's table of names 名称表. */
export type Names = Readonly<{ version: number; entries: readonly NameEntry[] }>

/** What became of an imported table of names; `report` lists the first refused rows. */
export type NamesOutcome = Readonly<{
  version: number
  added: number
  changed: number
  unchanged: number
  refused: number
  report: readonly Readonly<{ row: number; code: string; message: string }>[]
}>
